import type { NatsConnection } from "nats";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { openConnection } from "./connection";
import { getLastChunk } from "./last-chunk";
import { OwnServer } from "./own-server.fixture";
import { publishChunk } from "./publish-chunk";
import { ensureTopology, ingestStream } from "./topology";

let server: OwnServer;
let connection: NatsConnection;

beforeAll(async () => {
  server = await OwnServer.create();
  connection = await openConnection("publish test", server.url);
  await ensureTopology(connection, { maxIngestBytes: 64 * 1024 * 1024 });
});
afterAll(async () => {
  await connection.close();
  await server.remove();
});

function chunk(batchId: string, chunkNo: number): ChunkHeader {
  const receivedAt = "2026-11-23T10:00:00.000Z";
  return {
    batchId,
    sourceId: "s1",
    kind: "clicks",
    format: "json",
    chunkNo,
    firstRecord: chunkNo + 1,
    records: 1,
    receivedAt,
  };
}

const find = (batchId: string, sourceIds = ["s0", "s1"]) =>
  getLastChunk(connection, { batchId, sourceIds, kinds: ingestKindSchema.options });
const payload = Buffer.from("{}");
const stored = async () => (await (await connection.jetstreamManager()).streams.info(ingestStream)).state.messages;

it("publishes a chunk once, however often it is published", async () => {
  await publishChunk(connection, chunk("twice", 0), payload);
  await publishChunk(connection, chunk("twice", 0), payload);
  expect(await stored()).toBe(1);
});

it("finds the newest chunk of a batch, and of no other", async () => {
  const last: ChunkHeader = { ...chunk("found", 1), totals: { chunks: 2, records: 2, bytes: 4 } };
  await publishChunk(connection, chunk("found", 0), payload);
  await publishChunk(connection, last, payload);
  await publishChunk(connection, chunk("found-not", 0), payload);
  expect(await find("found")).toEqual(last);
  expect(await find("found", ["s2"])).toBeUndefined();
  for (const other of ["foun", "*", ">", "a.b", ""]) expect(await find(other)).toBeUndefined();
});

it("keeps trying over the death of the server, and loses nothing that was acknowledged", async () => {
  const before = await stored();
  await server.kill();
  const publishing = Promise.all(
    Array.from({ length: 20 }, (_, no) => publishChunk(connection, chunk("killed", no), payload)),
  );
  setTimeout(() => server.start(), 1_000);
  await publishing;
  expect(await stored()).toBe(before + 20);
});

it("is unavailable when the server does not come back in time", async () => {
  await server.kill();
  const refusal = publishChunk(connection, chunk("late", 0), payload, { boundMs: 500 });
  await expect(refusal).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 5 });
  server.start();
  await publishChunk(connection, chunk("late", 0), payload);
  expect(await find("late")).toMatchObject({ chunkNo: 0 });
});
