import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import { avroBlock, avroFile, avroHeader, avroLong } from "@/workers/ingest/decode/avro.fixture";
import { chunkOf, ReplayWorld } from "./replay.fixture";

const world = new ReplayWorld(process.env);
beforeAll(() => world.open());
afterAll(() => world.close());

const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000);

type Make = (creativeId: string, sourceId: string) => { header: ChunkHeader; bytes: Uint8Array };

const json: Make = (creativeId, sourceId) =>
  chunkOf(
    [
      `{"ts":"${at.toISOString()}","user_id":12345678901234567890123,"ad_id":"${creativeId}","website":"a.com","priceMicros":7}`,
      `{ "user_id" : "\\u00fc \\"quoted\\"", "timestamp": ${at.getTime() / 1000}, "ad_id":"${creativeId}","website":"https://b.com/x?y=1", "event_id": 9007199254740993 }`,
      `\ufeff{"__proto__":{"x":1},"ts":"${at.toISOString()}","user_id":1.10,"ad_id":"${creativeId}","website":"c.com"}\r\n`,
    ],
    { sourceId },
  );

const csv: Make = (creativeId, sourceId) =>
  chunkOf(
    [
      "ts;user_id;ad_id;website;note;__proto__\r\n",
      `${at.toISOString()};1;${creativeId};a.com;plain;x\r\n`,
      `${at.toISOString()};"semi;colon";${creativeId};b.com;"two\r\nlines and ""quotes""";y\r\n`,
      `${at.toISOString()};"  spaced ";${creativeId};c.com;ümläut, comma;z`,
    ],
    { sourceId, format: "csv", delimiter: ";", firstLine: 2 },
  );

const record = {
  type: "record",
  name: "R",
  fields: [
    { name: "ts", type: { type: "long", logicalType: "timestamp-micros" } },
    { name: "user_id", type: "long" },
    { name: "ad_id", type: "string" },
    { name: "website", type: ["null", "string"] },
    { name: "event_id", type: "bytes" },
    { name: "price", type: { type: "bytes", logicalType: "decimal", precision: 10, scale: 2 } },
  ],
};

const mapping = { impressions: { fields: { priceMicros: { path: "price", type: "decimal" as const } } } };

/** Longs beyond 2^53 as they are written, since avsc writes none. */
function avroBytes(creativeId: string): Uint8Array {
  const rows = [2n ** 53n + 1n, 2n ** 63n - 1n, 7n].map((userId, index) => ({ userId, index }));
  return new Uint8Array(
    Buffer.concat([
      avroHeader(record),
      ...rows.map(({ userId, index }) => {
        const ms = BigInt(at.getTime()) * 1000n + BigInt(index);
        return avroBlock(
          1,
          Buffer.concat([
            avroLong(ms),
            avroLong(userId),
            text(creativeId),
            Buffer.concat([avroLong(1), text("a.com")]),
            bytes(Buffer.from([0xe0 + index, 0xff, 0x41, ...Buffer.from(creativeId.slice(-8))])),
            bytes(Buffer.from([0x01, 0x2c])),
          ]),
        );
      }),
    ]),
  );
}

const bytes = (value: Buffer): Buffer => Buffer.concat([avroLong(value.length), value]);
const text = (value: string): Buffer => bytes(Buffer.from(value));

const avro: Make = (creativeId, sourceId) => ({
  header: chunkOf([], { sourceId, format: "avro", records: 3 }).header,
  bytes: avroBytes(creativeId),
});

describe("rejects that are replayed", () => {
  it.each([
    ["JSON", json],
    ["CSV", csv],
    ["Avro", avro],
  ] as const)("of %s come back as they were sent", async (_, make) => {
    const creativeId = `creative-${randomUUID()}`;
    const sourceId = await world.newSource({ mapping });
    const first = await world.ingest(make(creativeId, sourceId));
    expect(await world.booksOf(first)).toMatchObject({ received: 3, rejected: 3, rejectRows: 3 });
    await world.learnCreative(creativeId);
    const replayed = await world.replay(await world.issueOf(sourceId, "unknown_reference"));
    expect(replayed).toEqual({ state: "done", stored: 3, duplicate: 0, rejected: 0, error: null });
    expect(await world.booksOf(first)).toMatchObject({
      received: 3,
      stored: 3,
      rejected: 0,
      rejectRows: 0,
      eventRows: 3,
    });
    // the same file once more is the same three events only if every field of them is the same
    const again = await world.ingest(make(creativeId, sourceId));
    expect(await world.rejectsOf(again)).toEqual([]);
    expect(await world.booksOf(again)).toMatchObject({ received: 3, stored: 0, duplicate: 3 });
  });

  it("that nothing can be read from stay as they are, with what was said of them", async () => {
    const sourceId = await world.newSource();
    const broken = chunkOf(['{"a":', "[1]", '{"user_id":"u"}'], { sourceId, firstLine: 5 });
    const json = await world.ingest(broken);
    const cut = avroFile({ type: "record", name: "R", fields: [{ name: "a", type: "string" }] }, [
      [{ a: "one" }, { a: "two" }, { a: "three" }],
    ]).subarray(0, -20);
    const { header } = chunkOf([], { sourceId, format: "avro", records: 3 });
    const avro = await world.ingest({ header, bytes: new Uint8Array(cut) });
    const { header: csvHeader } = chunkOf(["", "x,u"], { sourceId, format: "csv" });
    const latin1 = encodeFrames([Buffer.from("gr\xfc\xdfe,user_id", "latin1"), Buffer.from("x,u")]);
    const csv = await world.ingest({ header: csvHeader, bytes: latin1 });
    const rejects = async () => (await Promise.all([json, avro, csv].map((batch) => world.rejectsOf(batch)))).flat();
    const before = await rejects();
    const issueId = await world.issueOf(sourceId, "malformed_record");
    const [issue] = (await world.issuesOf(sourceId)).filter(({ id }) => id === issueId);
    const replayed = await world.replay(issueId);
    expect(replayed).toMatchObject({ state: "done", stored: 0, duplicate: 0, rejected: issue?.count });
    expect(await rejects()).toEqual(before);
    expect((await world.issuesOf(sourceId)).filter(({ id }) => id === issueId)).toEqual([issue]);
  });

  it("whose form was not remembered stay, and say so once", async () => {
    const creativeId = `creative-${randomUUID()}`;
    const sourceId = await world.newSource();
    const batchId = await world.ingest(csv(creativeId, sourceId));
    await world.prisma.$executeRaw`update chunk_ledger set csv_header = null where batch_id = ${batchId}`;
    await world.learnCreative(creativeId);
    const issueId = await world.issueOf(sourceId, "unknown_reference");
    await world.replay(issueId);
    expect(await world.replay(issueId)).toMatchObject({ state: "done", stored: 0, rejected: 3 });
    const [reject] = await world.rejectsOf(batchId);
    expect(reject?.message.match(/It cannot be replayed/g)).toHaveLength(1);
    expect(reject?.message).toMatch(/^Line 2: /);
  });

  it("of a source that did not exist are replayed when it does", async () => {
    const creativeId = `creative-${randomUUID()}`;
    await world.learnCreative(creativeId);
    const sourceId = `source-${randomUUID()}`;
    const batchId = await world.ingest(csv(creativeId, sourceId));
    const issueId = await world.issueOf(sourceId, "unprocessable");
    expect(await world.replay(issueId)).toMatchObject({ state: "failed", error: expect.stringContaining(sourceId) });
    await world.prisma.$executeRaw`insert into source (id, name) values (${sourceId}, 'S')`;
    expect(await world.replay(issueId)).toMatchObject({ state: "done", stored: 3 });
    expect(await world.booksOf(batchId)).toMatchObject({ stored: 3, rejected: 0, eventRows: 3 });
  });
});
