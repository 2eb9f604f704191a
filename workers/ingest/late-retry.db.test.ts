import { randomUUID } from "node:crypto";
import { headers } from "nats";
import { expect, it } from "vitest";
import { systemClock } from "@/lib/clock";
import { parseEnv } from "@/lib/config/env";
import { type ChunkHeader, chunkHeaderName, chunkSubject } from "@/lib/contracts/chunk";
import { createLogger } from "@/lib/log";
import { createPrisma } from "@/lib/storage/prisma";
import { openConnection } from "@/lib/stream/connection";
import { publishChunk } from "@/lib/stream/publish-chunk";
import { ensureTopology, ingestStream } from "@/lib/stream/topology";
import { figuresOf, jsonChunk } from "./chunk.fixture";
import { startIngest } from "./start-ingest";

it("stores nothing twice of a request that is retried after JetStream has forgotten its message ids", async () => {
  const databaseUrl = process.env.DATABASE_URL ?? "";
  const prisma = createPrisma(databaseUrl, 4);
  const nats = await openConnection("test of a late retry", process.env.NATS_URL);
  await ensureTopology(nats, { maxIngestBytes: 64 * 1024 ** 2 });
  const env = parseEnv({ DATABASE_URL: databaseUrl, APP_SECRET: "x".repeat(40) });
  const sourceId = `source-${randomUUID()}`;
  await prisma.$executeRaw`insert into source (id, name, unknown_references) values (${sourceId}, 'S', 'create')`;
  const timestamp = new Date(Date.now() - 60_000).toISOString();
  const batchId = randomUUID();
  const records = (chunkNo: number) =>
    [1, 2, 3].map((no) => ({ timestamp, user_id: no, ad_id: "a", site: "x.com", chunkNo, event_id: randomUUID() }));
  const change = (chunkNo: number) => ({ batchId, sourceId, chunkNo, firstRecord: 1 + chunkNo * 4 });
  const chunks = [
    jsonChunk([...records(0), "[]"], change(0)),
    jsonChunk([...records(1), "{"], { ...change(1), totals: { chunks: 2, records: 8, bytes: 1_000 } }),
  ];
  /** As after the window: the message is new to JetStream. */
  const publishAgain = async ({ header, bytes }: { header: ChunkHeader; bytes: Uint8Array }) => {
    const natsHeaders = headers();
    natsHeaders.set(chunkHeaderName, JSON.stringify(header));
    const ack = await nats.jetstream().publish(chunkSubject(header), bytes, { headers: natsHeaders });
    expect(ack.duplicate).toBe(false);
  };
  const waiting = async () => (await (await nats.jetstreamManager()).streams.info(ingestStream)).state.messages;

  const role = await startIngest({ prisma, nats, log: createLogger("test", "silent"), clock: systemClock, env });
  for (const { header, bytes } of chunks) await publishChunk(nats, header, bytes);
  await expect.poll(async () => (await figuresOf(prisma, batchId))?.chunks, { timeout: 20_000 }).toBe(2);
  const before = await figuresOf(prisma, batchId);
  expect(before).toMatchObject({ received: 8, stored: 6, duplicate: 0, rejected: 2 });
  for (const chunk of [...chunks, ...chunks]) await publishAgain(chunk);
  await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
  await role.stop();

  expect(await figuresOf(prisma, batchId)).toEqual(before);
  const stored = await prisma.$queryRaw<{ events: number; rejects: number }[]>`
    select (select count(*)::integer from impression where source_id = ${sourceId}) as events,
      (select count(*)::integer from rejected_record where batch_id = ${batchId}) as rejects`;
  expect(stored).toEqual([{ events: 6, rejects: 2 }]);
  await nats.close();
  await prisma.$disconnect();
});
