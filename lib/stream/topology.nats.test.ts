import type { NatsConnection } from "nats";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openConnection } from "./connection";
import { IdempotencyStore } from "./idempotency-store";
import { OwnServer } from "./own-server.fixture";
import { ensureTopology, idempotencyBucket, idempotencyTtlMs } from "./topology";

const maxIngestBytes = 64 * 1024 ** 2;
let server: OwnServer;
let connection: NatsConnection;

beforeEach(async () => {
  server = await OwnServer.create();
  connection = await openConnection("topology test", server.url);
});
afterEach(async () => {
  await connection.close();
  await server.remove();
});

const bucketInfo = async () => (await connection.jetstreamManager()).streams.info(`KV_${idempotencyBucket}`);

it("bounds a bucket that was made without a bound, and keeps what it holds", async () => {
  const made = await connection.jetstream().views.kv(idempotencyBucket, { history: 1, ttl: idempotencyTtlMs });
  await made.put("chunk.old.0", "digest");
  await ensureTopology(connection, { maxIngestBytes });
  await ensureTopology(connection, { maxIngestBytes });
  expect((await bucketInfo()).config).toMatchObject({ max_bytes: 2 * 1024 ** 3, discard: "old" });
  const store = new IdempotencyStore(connection);
  expect(await store.claimChunk("old", 0, "digest")).toBe(true);
  expect(await store.claimChunk("old", 0, "other")).toBe(false);
});

it("forgets the oldest entries of a full bucket, and goes on taking new ones", async () => {
  const maxIdempotencyBytes = 256 * 1024;
  await ensureTopology(connection, { maxIngestBytes, maxIdempotencyBytes });
  const store = new IdempotencyStore(connection);
  for (let no = 0; no < 3_000; no += 1) expect(await store.claimChunk("b", no, "x".repeat(43))).toBe(true);
  expect((await bucketInfo()).state.bytes).toBeLessThanOrEqual(maxIdempotencyBytes);
  expect(await store.claimChunk("b", 2_999, "other")).toBe(false);
  expect(await store.claimChunk("b", 0, "other")).toBe(true);
});
