import { afterEach, describe, expect, it } from "vitest";
import { decodeFrames } from "@/lib/contracts/frames";
import { planBody } from "../body/plan-body";
import { correctedBody } from "./corrected-body";
import type { CorrectedPart, RecordForm } from "./corrected-part";
import { gatherCorrections } from "./gather-corrections";
import type { Correction } from "./read-corrections";

const parts: CorrectedPart[] = [];
afterEach(async () => {
  for (const { file } of parts.splice(0)) await file.close();
});

const json: RecordForm = { format: "json" };
const header: RecordForm = { format: "csv", header: 'a;"b;c"' };
async function* each(corrections: readonly Correction[]) {
  yield* corrections;
}
const gather = (corrections: readonly Correction[], formOf: (record: number) => RecordForm | undefined) =>
  gatherCorrections(each(corrections), async (records) => records.map(formOf), parts);

/** What the door cuts the body into: of each file its header line and records. */
async function cut({ body, contentType }: { body: ReadableStream<Uint8Array>; contentType: string }) {
  const plan = planBody({
    contentType,
    contentEncoding: null,
    contentLength: null,
    body,
    signal: new AbortController().signal,
  });
  const files: string[][] = [];
  for await (const part of plan.parts({ maxRecordBytes: 1_000_000, findSchema: async () => undefined }, { bytes: 0 })) {
    const records: string[] = [];
    const take = (cuts: ReturnType<typeof part.splitter.push>) => {
      for (const { bytes } of cuts) records.push(Buffer.from(bytes).toString());
    };
    for await (const piece of part.pieces) take(part.splitter.push(piece));
    take(part.splitter.end());
    files.push([...decodeFrames(part.splitter.prefix).map((frame) => Buffer.from(frame).toString()), ...records]);
  }
  return files;
}

describe("corrected records", () => {
  it("are cut by the door into just these, JSON and rows under their header line", async () => {
    const values = ['{"a":"1"}', '{\r\n "a": 2\n}', "not JSON", "9007199254740993"];
    await gather(
      values.map((raw, index) => ({ record: index + 1, raw })),
      () => json,
    );
    expect(await cut(await correctedBody(parts))).toEqual([
      ['{"a":"1"}', '{  "a": 2 }', "not JSON", "9007199254740993"],
    ]);
    await parts.pop()?.file.close();
    const rows = ["1;2", '"x\r\ny";"a""b"', ";", "too;many;cells", " 1 ;\u00e4"];
    await gather(
      rows.map((raw, index) => ({ record: index + 1, raw })),
      () => header,
    );
    expect(await cut(await correctedBody(parts))).toEqual([['a;"b;c"', ...rows]]);
  });

  it("are many pages and pieces long", async () => {
    const raws = Array.from({ length: 5_003 }, (_, index) => `{"n":${index},"x":"${"y".repeat(200)}"}`);
    await gather(
      raws.map((raw, index) => ({ record: index + 1, raw })),
      () => json,
    );
    expect(await cut(await correctedBody(parts))).toEqual([raws]);
  });

  it("have a digest that their content makes, and nothing else", async () => {
    const digestOf = async (raws: string[], form: RecordForm) => {
      await gather(
        raws.map((raw, index) => ({ record: index + 1, raw })),
        () => form,
      );
      const { digest } = await correctedBody(parts);
      for (const { file } of parts.splice(0)) await file.close();
      return digest;
    };
    const digests = [
      await digestOf(["1;2"], header),
      await digestOf(["1;3"], header),
      await digestOf(["1;2"], { format: "csv", header: "a;b" }),
      await digestOf(["1;2"], json),
      await digestOf(["1;2", "1;2"], json),
    ];
    expect(new Set(digests).size).toBe(5);
    expect(await digestOf(["1;2"], header)).toBe(digests[0]);
  });

  it.each<[string, RecordForm, string, string]>([
    ["nothing", json, " \n", "no raw text"],
    ["a blank row", header, "  ", "no raw text"],
    ["two rows", header, "1;2\n3;4", "not one row"],
    ["an open quote", header, '"1;2', "not one row"],
    ["a character that was lost", json, '{"a":"\ufffd"}', "U+FFFD"],
    ["too much", json, "x".repeat(4 * 1024 * 1024), "longer than"],
  ])("cannot be %s", async (_, form, raw, message) => {
    const before = form.format === "csv" ? "1;2" : "{}";
    const corrections = [
      { record: 6, raw: before },
      { record: 7, raw },
    ];
    await expect(gather(corrections, () => form)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringMatching(new RegExp(`Record 7 .*${message.replace("+", "\\+")}`)),
    });
  });

  it("have to be rejects of the batch, and there has to be one", async () => {
    const corrections = [3, 4, 5].map((record) => ({ record, raw: "{}" }));
    const refusal = { code: "invalid_request", details: { records: [4, 5] } };
    await expect(gather(corrections, (record) => (record === 3 ? json : undefined))).rejects.toMatchObject(refusal);
    await expect(gather([], () => json)).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("name each record once, however far apart", async () => {
    const numbers = Array.from({ length: 2_500 }, (_, index) => 1 + index * 70_001);
    const corrections = [...numbers, 1 + 7 * 70_001].map((record, index) => ({ record, raw: `{"n":${index}}` }));
    await expect(gather(corrections, () => json)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringMatching(/^Record 490008 is in this file twice/),
      details: { record: 490_008 },
    });
    await gather(corrections.slice(0, -1), () => json);
  });
});
