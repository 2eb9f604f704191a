import { randomUUID } from "node:crypto";
import type { NatsConnection } from "nats";
import { systemClock } from "@/lib/clock";
import { parseEnv } from "@/lib/config/env";
import { type ChunkHeader, chunkHeaderName } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import type { Mapping } from "@/lib/contracts/source";
import { createLogger } from "@/lib/log";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { beginReplay } from "@/lib/storage/replay/begin-replay";
import { takeDueReplay } from "@/lib/storage/replay/take-due-replay";
import { openConnection } from "@/lib/stream/connection";
import { ensureTopology } from "@/lib/stream/topology";
import { createChunkHandler } from "@/workers/ingest/consumer";
import { DecodePool } from "@/workers/ingest/decode-pool/decode-pool";
import { KnownSources } from "@/workers/ingest/known-sources";
import { createStageTools, type StageTools } from "@/workers/ingest/take-through";
import type { RoleContext } from "@/workers/runtime/role";
import { createReading } from "./create-reading";
import { type Run, runReplay } from "./run-replay";

/** As the door publishes a batch of one chunk; the header line of CSV goes in front. */
export function chunkOf(texts: readonly string[], change: Partial<ChunkHeader> = {}) {
  const isCsv = change.format === "csv";
  const header: ChunkHeader = {
    batchId: randomUUID(),
    sourceId: "",
    kind: "impressions",
    format: "json",
    chunkNo: 0,
    firstRecord: 1,
    records: texts.length - (isCsv ? 1 : 0),
    receivedAt: new Date().toISOString(),
    ...change,
  };
  return { header, bytes: encodeFrames(texts.map((text) => new TextEncoder().encode(text))) };
}

/** A database and a queue, with role ingest at hand and replays that run when they are told to. */
export class ReplayWorld {
  readonly prisma: PrismaClient;
  readonly pool = new DecodePool({ threads: 1 });
  readonly campaignId = `campaign-${randomUUID()}`;
  nats!: NatsConnection;
  context!: RoleContext;
  tools!: StageTools;
  #handle!: ReturnType<typeof createChunkHandler>;

  /** @param env of the test's process */
  constructor(readonly env: Readonly<Record<string, string | undefined>>) {
    this.prisma = createPrisma(env.DATABASE_URL ?? "", 4);
  }

  async open(): Promise<void> {
    this.nats = await openConnection("test of replays", this.env.NATS_URL);
    await ensureTopology(this.nats, { maxIngestBytes: 64 * 1024 ** 2 });
    const env = parseEnv({ DATABASE_URL: this.env.DATABASE_URL, APP_SECRET: this.env.APP_SECRET });
    const log = createLogger("test", "silent");
    this.context = { prisma: this.prisma, nats: this.nats, log, clock: systemClock, env };
    this.tools = createStageTools(this.context);
    this.#handle = createChunkHandler(this.context, this.pool.decode, this.tools);
    await this.prisma.$executeRaw`insert into advertiser (id, name) values (${this.campaignId}, 'A')`;
    await this.prisma.$executeRaw`
      insert into campaign (id, advertiser_id, name, pricing) values (${this.campaignId}, ${this.campaignId}, 'C', 'cpm')`;
  }

  async close(): Promise<void> {
    await this.prisma.$executeRaw`update replay set state = 'cancelled' where state in ('waiting', 'running')`;
    await this.pool.stop();
    await this.nats.close();
    await this.prisma.$disconnect();
  }

  async newSource(change: { mapping?: Mapping; unknownReferences?: "reject" | "create" } = {}): Promise<string> {
    const id = `source-${randomUUID()}`;
    await this.prisma.$executeRaw`
      insert into source (id, name, mapping, unknown_references)
      values (${id}, 'S', ${JSON.stringify(change.mapping ?? {})}::jsonb, ${change.unknownReferences ?? "reject"})`;
    return id;
  }

  async learnCreative(id: string): Promise<void> {
    await this.prisma.$executeRaw`insert into creative (id, campaign_id, name) values (${id}, ${this.campaignId}, 'K')`;
  }

  /** Takes a chunk in, as role ingest does. @returns its batch */
  async ingest({ header, bytes }: { header: ChunkHeader; bytes: Uint8Array }): Promise<string> {
    const named = (name: string) => (name === chunkHeaderName ? JSON.stringify(header) : undefined);
    const settlement = await this.#handle({ data: bytes, deliveryCount: 1, header: named });
    if (settlement.type !== "ack") throw new Error(`The chunk was not taken in: ${JSON.stringify(settlement)}`);
    return header.batchId;
  }

  async issuesOf(sourceId: string) {
    return await this.prisma.$queryRaw<
      { id: string; reason: string; field: string | null; count: number; state: string; replayed: number }[]
    >`
      select id, reason, field, count::float8 as count, state, replayed::float8 as replayed
      from quality_issue where source_id = ${sourceId} order by reason, field`;
  }

  async issueOf(sourceId: string, reason: string): Promise<string> {
    const issue = (await this.issuesOf(sourceId)).find((one) => one.reason === reason);
    if (!issue) throw new Error(`The source has no issue ${reason}.`);
    return issue.id;
  }

  /** Asks for a replay that is due at once. */
  async ask(issueId: string, options: { mapping?: Mapping; saveMapping?: boolean } = {}): Promise<string> {
    const id = randomUUID();
    await this.prisma.$executeRaw`
      insert into replay (id, issue_id, mapping, saves_mapping, starts_at, records, created_by)
      select ${id}, id, ${options.mapping ? JSON.stringify(options.mapping) : null}::jsonb,
        ${options.saveMapping ?? false}::boolean, now(), count, 'ana@example.com'
      from quality_issue where id = ${issueId}`;
    return id;
  }

  /** Takes what is due for longest; a run that was given up counts as due. */
  async take(): Promise<Run> {
    const { prisma, context, pool, tools } = this;
    const holder = randomUUID();
    const replay = await takeDueReplay(prisma, holder, 60_000);
    if (!replay) throw new Error("No replay is due.");
    if (replay.begins) await prisma.$transaction((db) => beginReplay(db, replay));
    const reading = createReading(new KnownSources(prisma, systemClock), replay);
    const { signal } = new AbortController();
    return { prisma, context, decode: pool.decode, tools, reading, replay, holder, signal };
  }

  /** Asks for a replay, and runs it to its end. */
  async replay(issueId: string, options: { mapping?: Mapping; saveMapping?: boolean } = {}) {
    const id = await this.ask(issueId, options);
    await runReplay(await this.take());
    return await this.replayRow(id);
  }

  async replayRow(id: string) {
    const [row] = await this.prisma.$queryRaw<
      { state: string; stored: number; duplicate: number; rejected: number; error: string | null }[]
    >`
      select state, stored::float8 as stored, duplicate::float8 as duplicate, rejected::float8 as rejected, error
      from replay where id = ${id}`;
    return row;
  }

  /** The books of a batch, and the rows that are there of it. */
  async booksOf(batchId: string) {
    const [books] = await this.prisma.$queryRaw<Record<string, number>[]>`
      select sum(received)::float8 as received, sum(stored)::float8 as stored, sum(duplicate)::float8 as duplicate,
        sum(rejected)::float8 as rejected,
        (select count(*) from rejected_record where batch_id = ${batchId})::float8 as "rejectRows",
        (select count(*) from impression where batch_id = ${batchId})::float8
          + (select count(*) from click where batch_id = ${batchId})::float8
          + (select count(*) from conversion where batch_id = ${batchId})::float8 as "eventRows"
      from ledger_entry where batch_id = ${batchId}`;
    return books;
  }

  async rejectsOf(batchId: string) {
    const rows = await this.prisma.$queryRaw<{ record: number; reason: string; field: string; message: string }[]>`
      select record_no::float8 as record, reason, field, message from rejected_record
      where batch_id = ${batchId} order by record_no`;
    return rows;
  }
}
