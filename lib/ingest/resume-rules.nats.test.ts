import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { UploadState } from "@/lib/contracts/upload";
import { getUploadState } from "./get-upload-state";
import { csvBody, linesBody } from "./testing/bodies";
import { type Door, openDoor, streamOf } from "./testing/door";

let door: Door;
beforeAll(async () => {
  door = await openDoor(process.env.NATS_URL ?? "");
});
beforeEach(() => door.empty());
afterAll(() => door.close());

const records = 20_000;
const kind = "impressions";
const conflict = (offset: number) => expect.objectContaining({ code: "conflict", details: { offset } });
const stateOf = (idempotencyKey: string): Promise<UploadState> =>
  getUploadState({ sourceId: "s1", kind, idempotencyKey }, door.deps.idempotency);

describe("an upload that goes on", () => {
  const body = linesBody(records);
  const contentType = "application/x-ndjson";
  const half = Math.floor(body.length / 2);
  const brokenAt = async (to: number) => {
    const idempotencyKey = randomUUID();
    const pieces = [body.subarray(0, to)];
    await expect(
      door.send(streamOf(pieces, new Error("aborted")), { contentType, idempotencyKey }),
    ).rejects.toMatchObject({ code: "malformed_body" });
    return { idempotencyKey, state: await stateOf(idempotencyKey) };
  };

  it("may send its rest compressed, since the offset is one into what is decompressed", async () => {
    const { idempotencyKey, state } = await brokenAt(half);
    const rest = gzipSync(body.subarray(state.offset));
    const request = { contentType, idempotencyKey, uploadOffset: state.offset, contentEncoding: "gzip" };
    expect(await door.send(rest, request)).toMatchObject({ records, bytes: body.length });
  });

  it.each(["text/csv; charset=utf-16le", "text/csv"])(
    "begins at its beginning when its bytes are converted: %s",
    async (type) => {
      const idempotencyKey = randomUUID();
      const wide = Buffer.from(`\ufeff${Buffer.from(csvBody(records)).toString().slice(1)}`, "utf16le");
      const request = { contentType: type, idempotencyKey };
      const broken = door.send(streamOf([wide.subarray(0, wide.length / 2)], new Error("aborted")), request);
      await expect(broken).rejects.toMatchObject({ code: "malformed_body" });
      expect(await stateOf(idempotencyKey)).toMatchObject({ offset: 0, records: 0 });
      expect((await door.published()).length).toBeGreaterThan(16);
      expect(await door.send(wide, request)).toMatchObject({ records, bytes: wide.length });
    },
  );

  it("is told the right place when it names another", async () => {
    const { idempotencyKey, state } = await brokenAt(half);
    for (const uploadOffset of [1, state.offset - 1, state.offset + 1, body.length]) {
      const going = door.send(body.subarray(uploadOffset), { contentType, idempotencyKey, uploadOffset });
      await expect(going).rejects.toEqual(conflict(state.offset));
    }
    const unknown = { contentType, idempotencyKey: randomUUID(), uploadOffset: 5 };
    await expect(door.send(body.subarray(5), unknown)).rejects.toEqual(conflict(0));
    await expect(door.send(body, { contentType, uploadOffset: 5 })).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("is told its end once it is done, and answered alike when its last part comes again", async () => {
    const { idempotencyKey, state } = await brokenAt(half);
    const going = { contentType, idempotencyKey, uploadOffset: state.offset };
    const accepted = await door.send(body.subarray(state.offset), going);
    const last = await stateOf(idempotencyKey);
    const published = await door.published();
    await door.empty();
    const again = { ...going, uploadOffset: last.offset };
    await expect(door.send(new Uint8Array(0), again)).rejects.toEqual(conflict(body.length));
    const found = await door.deps.idempotency.findCheckpoint(accepted.batchId);
    const { offset } = found!.checkpoint;
    const tail = { ...going, uploadOffset: offset };
    expect(await door.send(body.subarray(offset), tail)).toEqual(accepted);
    const other = door.send(Buffer.concat([body.subarray(offset), Buffer.from("{}")]), tail);
    await expect(other).rejects.toMatchObject({ code: "idempotency_conflict" });
    expect(published.length).toBeGreaterThan(0);
    expect(await door.published()).toEqual([]);
  });

  it("refuses a rest that is not the one whose beginning it was", async () => {
    const { idempotencyKey, state } = await brokenAt(half);
    const going = { idempotencyKey, uploadOffset: state.offset };
    const asJson = door.send(body.subarray(state.offset), { ...going, contentType: "application/json" });
    await expect(asJson).rejects.toMatchObject({ code: "idempotency_conflict" });
    const asClicks = door.send(body.subarray(state.offset), { ...going, contentType, kind: "clicks" });
    await expect(asClicks).rejects.toMatchObject({ code: "idempotency_conflict" });
  });

  it("is not known to another source, another kind, or before anything was taken in", async () => {
    const { idempotencyKey } = await brokenAt(half);
    const missing = expect.objectContaining({ code: "not_found" });
    for (const other of [{ sourceId: "s2" }, { kind: "clicks" as const }, { idempotencyKey: "other" }]) {
      const asked = { sourceId: "s1", kind: "impressions" as const, idempotencyKey, ...other };
      await expect(getUploadState(asked, door.deps.idempotency)).rejects.toEqual(missing);
    }
    const early = randomUUID();
    const little = streamOf([body.subarray(0, 500)], new Error("aborted"));
    await expect(door.send(little, { contentType, idempotencyKey: early })).rejects.toThrow();
    await expect(stateOf(early)).rejects.toEqual(missing);
  });

  it("passes a first request that still hangs, which then changes nothing", async () => {
    const idempotencyKey = randomUUID();
    let fail: (error: Error) => void = () => undefined;
    let isSent = false;
    const hanging = new ReadableStream<Uint8Array>({
      pull(controller) {
        fail = (error) => controller.error(error);
        if (isSent) return new Promise(() => undefined);
        isSent = true;
        controller.enqueue(body.subarray(0, Math.floor(body.length * 0.7)));
      },
    });
    const first = door.send(hanging, { contentType, idempotencyKey }).catch((error: unknown) => error);
    await expect
      .poll(
        () =>
          stateOf(idempotencyKey).then(
            ({ offset }) => offset,
            () => 0,
          ),
        { timeout: 10_000 },
      )
      .toBeGreaterThan(0);
    const state = await stateOf(idempotencyKey);
    const accepted = await door.send(body.subarray(state.offset), {
      contentType,
      idempotencyKey,
      uploadOffset: state.offset,
    });
    const chunks = await door.published();

    fail(new Error("gone at last"));
    await first;

    expect((await door.published()).map(({ header }) => header)).toEqual(chunks.map(({ header }) => header));
    expect(await stateOf(idempotencyKey)).toMatchObject({ accepted });
    expect(chunks.reduce((sum, { header }) => sum + header.records, 0)).toBe(records);
  });
});
