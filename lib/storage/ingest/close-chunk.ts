import { z } from "zod";
import type { BatchTotals, BatchVia } from "@/lib/contracts/chunk";
import type { EventKind, Format } from "@/lib/contracts/kinds";
import { touchedCampaigns } from "@/lib/storage/correlation/insert-touched-ranges";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { type ChunkOrigin, iso } from "./chunk-key";

/** What became of a chunk's records; times are epoch milliseconds. */
export interface ChunkFigures {
  received: number;
  stored: number;
  duplicate: number;
  rejected: number;
  filtered: number;
  firstEventAt: number | null;
  lastEventAt: number | null;
  lagMs: number | null;
}

/** How the chunk's records were written, so that its rejects can be read again. */
export interface ChunkWriting {
  firstRecord: number;
  format: Format;
  /** Of CSV chunks with rejects. */
  csvHeader: string | null;
  csvDelimiter: string | null;
}

/** Where a batch came from; messages of an older door say nothing of it. */
export interface BatchOrigin {
  via: BatchVia | undefined;
  fileName: string | undefined;
  corrects: string | undefined;
  /** On the batch's last chunk. */
  totals: BatchTotals | undefined;
}

export interface ClosingChunk {
  figures: ChunkFigures;
  ledger: ChunkWriting;
  batch: BatchOrigin;
  touched: readonly { kind: EventKind; from: number; to: number }[];
  /** Whose events were stored. */
  campaignIds: ReadonlySet<string>;
  watermarks: readonly { kind: EventKind; stage: "received" | "stored"; at: number }[];
}

/**
 * Writes the accounts of a chunk in one statement: its ledger row, its batch, the watermarks and the
 * event time that was touched. It comes last in the transaction, since many chunks share these rows.
 * @returns false when the chunk is in the ledger already: the transaction has to be rolled back
 */
export async function closeChunk(db: Database, origin: ChunkOrigin, chunk: ClosingChunk): Promise<boolean> {
  const rows = await db.$queryRaw`
    with ledger as (${insertLedger(origin, chunk)}),
    upserted as (${upsertBatch(origin, chunk.batch)}),
    raised as (${raiseWatermarks(origin, chunk.watermarks)}),
    touched as (${insertTouched(origin, chunk)})
    select count(*)::integer as count from ledger`;
  return z.tuple([z.object({ count: z.number() })]).parse(rows)[0].count === 1;
}

function insertLedger(
  { batchId, chunkNo, sourceId, kind, receivedAt }: ChunkOrigin,
  { figures, ledger }: ClosingChunk,
): Prisma.Sql {
  const time = (at: number | null) => Prisma.sql`${at === null ? null : iso(at)}::timestamptz`;
  return Prisma.sql`
    insert into chunk_ledger (batch_id, chunk_no, received_at, source_id, kind, received, stored, duplicate, rejected,
      filtered, first_event_at, last_event_at, lag_ms, first_record, format, csv_header, csv_delimiter)
    values (${batchId}, ${chunkNo}::integer, ${iso(receivedAt)}::timestamptz, ${sourceId}, ${kind},
      ${figures.received}::integer, ${figures.stored}::integer, ${figures.duplicate}::integer,
      ${figures.rejected}::integer, ${figures.filtered}::integer, ${time(figures.firstEventAt)},
      ${time(figures.lastEventAt)}, ${figures.lagMs}::bigint, ${ledger.firstRecord}::bigint, ${ledger.format},
      ${ledger.csvHeader}, ${ledger.csvDelimiter})
    on conflict do nothing
    returning 1`;
}

/** Only the last chunk knows the totals; another one that finds the batch there does not lock its row. */
function upsertBatch(
  { batchId, sourceId, kind, receivedAt }: ChunkOrigin,
  { via = "api", fileName, corrects, totals }: BatchOrigin,
): Prisma.Sql {
  const files = totals?.files ? JSON.stringify(totals.files, (_, value) => storable(value)) : null;
  const onConflict = totals
    ? Prisma.sql`on conflict (id) do update
        set chunks = excluded.chunks, records = excluded.records, bytes = excluded.bytes, error = excluded.error,
          files = excluded.files`
    : Prisma.sql`on conflict (id) do nothing`;
  return Prisma.sql`
    insert into batch (id, source_id, kind, received_at, chunks, records, bytes, error, via, file_name, corrects, files)
    values (${batchId}, ${sourceId}, ${kind}, ${iso(receivedAt)}::timestamptz, ${totals?.chunks ?? null}::integer,
      ${totals?.records ?? null}::bigint, ${totals?.bytes ?? null}::bigint, ${totals?.error ?? null}, ${via},
      ${storable(fileName) ?? null}, ${corrects ?? null}, ${files}::jsonb)
    ${onConflict}`;
}

/** Names of files come from outside, and PostgreSQL keeps neither NUL nor half characters. */
function storable<Value>(value: Value): Value | string {
  return typeof value === "string" ? value.replaceAll(/[\0\p{Cs}]/gu, "�") : value;
}

function raiseWatermarks({ sourceId }: ChunkOrigin, marks: ClosingChunk["watermarks"]): Prisma.Sql {
  return Prisma.sql`
    insert into watermark as mark (source_id, kind, stage, watermark)
    select ${sourceId}, kind, stage, at
    from unnest(
      ${pgArray(marks.map((mark) => mark.kind))}::text[],
      ${pgArray(marks.map((mark) => mark.stage))}::text[],
      ${pgArray(marks.map((mark) => iso(mark.at)))}::timestamptz[]
    ) as row (kind, stage, at)
    order by kind, stage
    on conflict (source_id, kind, stage) do update
    set watermark = greatest(mark.watermark, excluded.watermark), updated_at = now()`;
}

function insertTouched({ sourceId }: ChunkOrigin, { touched: ranges, campaignIds }: ClosingChunk): Prisma.Sql {
  return Prisma.sql`
    insert into touched_range (source_id, kind, from_at, to_at, campaign_ids)
    select ${sourceId}, kind, from_at, to_at, ${touchedCampaigns(campaignIds)}::text[]
    from unnest(
      ${pgArray(ranges.map((range) => range.kind))}::text[],
      ${pgArray(ranges.map((range) => iso(range.from)))}::timestamptz[],
      ${pgArray(ranges.map((range) => iso(range.to)))}::timestamptz[]
    ) as row (kind, from_at, to_at)`;
}
