import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { systemClock } from "@/lib/clock";
import { parseEnv } from "@/lib/config/env";
import { createLogger } from "@/lib/log";
import { createPrisma } from "@/lib/storage/prisma";
import { openConnection } from "@/lib/stream/connection";
import { publishChunk } from "@/lib/stream/publish-chunk";
import { ensureTopology } from "@/lib/stream/topology";
import { figuresOf, jsonChunk } from "./chunk.fixture";
import { startIngest } from "./start-ingest";

it("takes published chunks up, also those that were there before it, and stops", async () => {
  const databaseUrl = process.env.DATABASE_URL ?? "";
  const prisma = createPrisma(databaseUrl, 4);
  const nats = await openConnection("test of role ingest", process.env.NATS_URL);
  await ensureTopology(nats, { maxIngestBytes: 64 * 1024 ** 2 });
  const env = parseEnv({ DATABASE_URL: databaseUrl, APP_SECRET: "x".repeat(40) });
  const sourceId = `source-${randomUUID()}`;
  await prisma.$executeRaw`insert into source (id, name, unknown_references) values (${sourceId}, 'S', 'create')`;
  const batchId = randomUUID();
  const timestamp = new Date(Date.now() - 60_000).toISOString();
  const publish = async (chunkNo: number) => {
    const records = Array.from({ length: 5 }, (_, index) => ({
      timestamp,
      user_id: index,
      ad_id: "a",
      site: "x.com",
      chunkNo,
    }));
    const { header, bytes } = jsonChunk([...records, "[]"], {
      batchId,
      sourceId,
      chunkNo,
      firstRecord: 1 + chunkNo * 6,
    });
    await publishChunk(nats, header, bytes);
  };
  const settled = (chunks: number) =>
    expect.poll(async () => (await figuresOf(prisma, batchId))?.chunks, { timeout: 20_000 }).toBe(chunks);

  await publish(0);
  const role = await startIngest({ prisma, nats, log: createLogger("test", "silent"), clock: systemClock, env });
  await settled(1);
  await publish(1);
  await publish(2);
  await settled(3);
  await role.stop();
  // the five records of the later chunks are the same again, without ids of their own
  expect(await figuresOf(prisma, batchId)).toMatchObject({ received: 18, stored: 5, duplicate: 10, rejected: 3 });
  await nats.close();
  await prisma.$disconnect();
});
