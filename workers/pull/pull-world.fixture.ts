import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type JetStreamManager, type NatsConnection } from "nats";
import { expect, vi } from "vitest";
import { seal } from "@/lib/auth/seal";
import { systemClock } from "@/lib/clock";
import { getEnv } from "@/lib/config/env";
import { type ChunkHeader, chunkHeaderName, chunkHeaderSchema } from "@/lib/contracts/chunk";
import type { PullLocation } from "@/lib/contracts/pull";
import { createLogger } from "@/lib/log";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { startBucket, type TestBucket, testKey } from "@/lib/storage/pull/bucket.fixture";
import { ensureTopology, ingestStream } from "@/lib/stream/topology";
import type { Role } from "@/workers/runtime/role";
import { startPull } from "./start-pull";

const sourceId = "pull-role-test";

/** A file of so many clicks. */
export const csvOf = (rows: number) =>
  `occurred_at,user_id,campaign_id\n${Array.from({ length: rows }, (_, no) => `2026-11-22T10:00:00Z,u${no},c1\n`).join("")}`;

/** What is remembered of a file that was taken. */
export const taken = (name: string, records: number) => ({ name, state: "taken", records, error: null });

/** A source, its pulls, a bucket and a folder, with the real servers, for the tests of the role. */
export class PullWorld {
  bucket!: TestBucket;
  folder!: string;
  readonly #roles: Role[] = [];

  private constructor(
    readonly prisma: PrismaClient,
    readonly nats: NatsConnection,
    readonly manager: JetStreamManager,
  ) {}

  static async open(): Promise<PullWorld> {
    const { DATABASE_URL, NATS_URL } = getEnv();
    const nats = await connect({ servers: NATS_URL, noAsyncTraces: true });
    await ensureTopology(nats, { maxIngestBytes: 256 * 1024 * 1024 });
    return new PullWorld(createPrisma(DATABASE_URL, 4), nats, await nats.jetstreamManager());
  }

  /** Before each test: an empty stream, a source without pulls, an empty bucket and folder. */
  async begin(): Promise<void> {
    await this.manager.streams.purge(ingestStream);
    await this.prisma.source.deleteMany({ where: { id: sourceId } });
    await this.prisma.source.create({ data: { id: sourceId, name: "t" } });
    this.bucket = await startBucket();
    this.folder = await mkdtemp(join(tmpdir(), "advertisex-pull-role-"));
  }

  async end(): Promise<void> {
    await this.stopRoles();
    await this.bucket.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await this.prisma.source.deleteMany({ where: { id: sourceId } });
    await this.prisma.$disconnect();
    await this.nats.close();
  }

  async start(): Promise<void> {
    const log = createLogger("pull test", "silent");
    const env = { ...getEnv(), PULL_FOLDERS: [this.folder] };
    this.#roles.push(await startPull({ prisma: this.prisma, nats: this.nats, log, clock: systemClock, env }));
  }

  async stopRoles(): Promise<void> {
    await Promise.all(this.#roles.splice(0).map((role) => role.stop()));
  }

  /** Makes a pull of the bucket, or of what `location` names instead. */
  async makePull(id: string, location: PullLocation = this.bucket.location, secret = testKey.secretAccessKey) {
    const sealed = location.type === "s3" ? Uint8Array.from(seal(secret, `pull:${id}`)) : null;
    await this.prisma.pull.create({
      data: { id, sourceId, name: id, kind: "clicks", location, everySeconds: 3600, sealed },
    });
  }

  /** Lets the source send so many events a second. */
  async limit(maxEventsPerSecond: number): Promise<void> {
    await this.prisma.source.update({ where: { id: sourceId }, data: { maxEventsPerSecond } });
  }

  /** Waits until a pull has run since that moment, and rests; gives what went wrong. */
  finished(id: string, since = new Date(0)): Promise<string | null> {
    const look = async () => {
      const pull = await this.prisma.pull.findUniqueOrThrow({ where: { id } });
      expect(pull.holder).toBeNull();
      expect(pull.lastFinishedAt?.getTime()).toBeGreaterThan(since.getTime());
      return pull.lastError;
    };
    return vi.waitFor(look, { timeout: 20_000, interval: 100 });
  }

  async runAgain(id: string): Promise<string | null> {
    const since = new Date();
    await this.prisma.$executeRaw`update pull set next_at = now() where id = ${id}`;
    return this.finished(id, since);
  }

  async files(pullId: string) {
    const rows = await this.prisma.pulledFile.findMany({
      where: { pullId },
      orderBy: [{ name: "asc" }, { takenAt: "asc" }],
    });
    return rows.map(({ name, state, records, error }) => {
      return { name, state, error, records: records === null ? null : Number(records) };
    });
  }

  /** The header of every chunk that stands in the stream. */
  async chunks(): Promise<ChunkHeader[]> {
    const { state } = await this.manager.streams.info(ingestStream);
    const found: ChunkHeader[] = [];
    for (let seq = state.first_seq; seq <= state.last_seq && state.messages > 0; seq += 1) {
      const { header } = await this.manager.streams.getMessage(ingestStream, { seq });
      found.push(chunkHeaderSchema.parse(JSON.parse(header.get(chunkHeaderName))));
    }
    return found;
  }
}

export const recordsIn = (chunks: readonly ChunkHeader[]) => chunks.reduce((sum, { records }) => sum + records, 0);
