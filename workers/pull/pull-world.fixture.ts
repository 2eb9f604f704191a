import { connect, type NatsConnection } from "nats";
import { systemClock } from "@/lib/clock";
import { getEnv } from "@/lib/config/env";
import { chunkHeaderName, chunkHeaderSchema } from "@/lib/contracts/chunk";
import type { PullInput } from "@/lib/contracts/pull";
import { createLogger } from "@/lib/log";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { ensureTopology, ingestStream } from "@/lib/stream/topology";
import type { RoleContext } from "@/workers/runtime/role";

/** A source and its pulls, with the real servers, for the tests of the role. */
export interface PullWorld {
  prisma: PrismaClient;
  nats: NatsConnection;
  context(folders?: string[]): RoleContext;
  makePull(id: string, fields: Pick<PullInput, "location"> & Partial<PullInput>, sealed?: Uint8Array): Promise<void>;
  /** Makes a pull due again. */
  makeDue(id: string): Promise<void>;
  files(pullId: string): Promise<{ name: string; state: string; records: number | null; error: string | null }[]>;
  /** Every chunk that stands in the stream: its batch, its number and how many records it has. */
  chunks(): Promise<{ batchId: string; chunkNo: number; records: number; fileName: string; via: string }[]>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

const sourceId = "pull-role-test";

export async function openPullWorld(): Promise<PullWorld> {
  const env = getEnv();
  const prisma = createPrisma(env.DATABASE_URL, 4);
  const nats = await connect({ servers: env.NATS_URL, noAsyncTraces: true });
  await ensureTopology(nats, { maxIngestBytes: 256 * 1024 * 1024 });
  const manager = await nats.jetstreamManager();
  const log = createLogger("pull test", "silent");
  return {
    prisma,
    nats,
    context: (folders = []) => ({ prisma, nats, log, clock: systemClock, env: { ...env, PULL_FOLDERS: folders } }),
    makePull: async (id, { location, kind = "clicks", pattern = "**", everySeconds = 3600, contentType }, sealed) => {
      const settings = { name: id, kind, location, pattern, everySeconds, contentType: contentType ?? null };
      await prisma.pull.create({
        data: { id, sourceId, ...settings, sealed: sealed ? Uint8Array.from(sealed) : null },
      });
    },
    makeDue: async (id) => {
      await prisma.$executeRaw`update pull set next_at = now() where id = ${id}`;
    },
    files: async (pullId) => {
      const rows = await prisma.pulledFile.findMany({
        where: { pullId },
        orderBy: [{ name: "asc" }, { takenAt: "asc" }],
      });
      return rows.map(({ name, state, records, error }) => ({
        name,
        state,
        error,
        records: records === null ? null : Number(records),
      }));
    },
    chunks: async () => {
      const { state } = await manager.streams.info(ingestStream);
      const found = [];
      for (let seq = state.first_seq; seq <= state.last_seq && state.messages > 0; seq += 1) {
        const { header } = await manager.streams.getMessage(ingestStream, { seq });
        const chunk = chunkHeaderSchema.parse(JSON.parse(header.get(chunkHeaderName)));
        const { batchId, chunkNo, records, fileName = "", via = "" } = chunk;
        found.push({ batchId, chunkNo, records, fileName, via });
      }
      return found;
    },
    reset: async () => {
      await manager.streams.purge(ingestStream);
      await prisma.source.deleteMany({ where: { id: sourceId } });
      await prisma.source.create({ data: { id: sourceId, name: "t" } });
    },
    close: async () => {
      await prisma.source.deleteMany({ where: { id: sourceId } });
      await prisma.$disconnect();
      await nats.close();
    },
  };
}
