import { spawn } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import { avroBlock, avroFile, avroHeader, avroLong } from "../decode/avro.fixture";
import { decodeChunk } from "../decode/decode-chunk";
import type { Decoded } from "../decode/decoded";
import { DecodePool } from "./decode-pool";

const header = (format: ChunkHeader["format"], records: number): ChunkHeader => ({
  batchId: "b",
  sourceId: "s",
  kind: "clicks",
  format,
  chunkNo: 0,
  firstRecord: 11,
  records,
  receivedAt: "2026-11-23T10:00:00.000Z",
});
const frames = (...texts: string[]) => encodeFrames(texts.map((text) => new TextEncoder().encode(text)));
const schema = { type: "record", name: "R", fields: [{ name: "id", type: "long" }] };
const ids = [{ id: 1 }, { id: 2 }];
const plain = (decoded: readonly Decoded[]) =>
  decoded.map(({ raw, ...rest }) => ({ ...rest, text: undefined, raw: Buffer.from(raw()).toString("latin1") }));

let pool: DecodePool;
afterEach(() => pool.stop());

describe("the pool for decoding", () => {
  it.each<[string, ChunkHeader, Uint8Array]>([
    ["JSON", header("json", 4), frames('{"a":12345678901234567890}', "[1]", '{"é":"\\u0000x"}', "{")],
    ["CSV", header("csv", 3), frames("a,b", '1,"2\n"', "3", "4,5")],
    ["frames that are none", header("json", 2), Uint8Array.of(1, 2, 3, 4, 5)],
    ["too few records", header("json", 3), frames("{}")],
    ["Avro", header("avro", 4), new Uint8Array(avroFile(schema, [ids, ids], "deflate"))],
    [
      "damaged Avro",
      header("avro", 3),
      new Uint8Array(
        Buffer.concat([avroHeader(schema), avroBlock(3, Buffer.concat([avroLong(7), Buffer.from([255])]))]),
      ),
    ],
    ["Avro that is none", header("avro", 2), new Uint8Array(40)],
  ])("gives of %s just what decoding it here gives", async (_, head, bytes) => {
    pool = new DecodePool({ threads: 1 });
    const whole = Buffer.alloc(bytes.length + 7);
    whole.set(bytes, 7);
    const decoded = await pool.decode(head, whole.subarray(7));
    expect(plain(decoded)).toEqual(plain(await decodeChunk(head, bytes)));
  });

  it("keeps fields with the names of what objects inherit as fields", async () => {
    pool = new DecodePool({ threads: 1 });
    const [json] = await pool.decode(header("json", 1), frames('{"__proto__":{"polluted":1},"constructor":"c"}'));
    const [csv] = await pool.decode(header("csv", 1), frames("__proto__,toString", "x,y"));
    const entries = [json, csv].map((outcome) => outcome && "value" in outcome && Object.entries(outcome.value));
    expect(entries).toEqual([
      [
        ["__proto__", { polluted: 1 }],
        ["constructor", "c"],
      ],
      [
        ["__proto__", "x"],
        ["toString", "y"],
      ],
    ]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("ends a thread that takes too long, keeps what was sent, and goes on with the next chunk", async () => {
    pool = new DecodePool({ threads: 1, limitMs: 1 });
    const slow = frames("a", ...Array.from({ length: 6000 }, () => `"${'""'.repeat(1000)}"`));
    const decoded = await pool.decode(header("csv", 6000), slow);
    expect(decoded).toHaveLength(6000);
    expect(decoded[5999]).toMatchObject({
      record: 6010,
      unprocessable: expect.stringContaining("longer than 0.001 s"),
    });
    expect(Buffer.from(decoded[5999]?.raw() ?? []).toString()).toBe(`"${'""'.repeat(1000)}"`);
  });

  it("does not take the time for which the whole process stood still for time that a chunk took", async () => {
    pool = new DecodePool({ threads: 1, limitMs: 5000 });
    await pool.decode(header("json", 1), frames("{}"));
    const long = frames("a", ...Array.from({ length: 1000 }, () => `"${'""'.repeat(3000)}"`));
    const decoding = pool.decode(header("csv", 1000), long);
    // as a machine that is moved, or a container that is frozen
    spawn("sh", ["-c", `sleep 0.3; kill -STOP ${process.pid}; sleep 6; kill -CONT ${process.pid}`]);
    const decoded = await decoding;
    expect(decoded.filter((outcome) => "value" in outcome)).toHaveLength(1000);
  });

  it("outlives a thread that runs out of memory, and keeps an Avro chunk with its first record", async () => {
    pool = new DecodePool({ threads: 1, memoryMb: 16 });
    const item = { ...schema, name: "Item" };
    const records = { type: "record", name: "R", fields: [{ name: "xs", type: { type: "array", items: item } }] };
    const data = Buffer.concat([avroLong(900_000), Buffer.alloc(900_000), avroLong(0)]);
    const bytes = new Uint8Array(Buffer.concat([avroHeader(records), avroBlock(1, data)]));
    const [first, second] = await pool.decode(header("avro", 2), bytes);
    expect(first).toMatchObject({ unprocessable: expect.stringContaining("16 MB of memory") });
    expect([first?.raw(), second?.raw()].map((raw) => raw?.byteLength)).toEqual([bytes.byteLength, 0]);
    expect(await pool.decode(header("json", 1), frames("{}"))).toMatchObject([{ record: 11, value: {} }]);
  });

  it("decodes more chunks at once than it has threads", async () => {
    pool = new DecodePool({ threads: 2 });
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => pool.decode(header("json", 1), frames(`{"i":${index}}`))),
    );
    expect(all.map(([outcome]) => outcome)).toMatchObject(all.map((_, index) => ({ value: { i: index } })));
  });

  it("lets go of all that wait when it is stopped", async () => {
    pool = new DecodePool({ threads: 1 });
    const all = Array.from({ length: 4 }, () => pool.decode(header("json", 1), frames("{}")));
    await pool.stop();
    const ends = await Promise.allSettled(all);
    expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
  });

  it("takes nothing after it was stopped", async () => {
    pool = new DecodePool();
    await pool.stop();
    await expect(pool.decode(header("json", 1), frames("{}"))).rejects.toThrow("stopped");
  });
});
