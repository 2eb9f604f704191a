import { randomUUID } from "node:crypto";
import type { BatchFile, BatchVia } from "@/lib/contracts/chunk";
import type { Format, IngestKind } from "@/lib/contracts/kinds";
import type { Database } from "@/lib/storage/prisma";

interface BatchValues {
  id?: string;
  source?: string;
  receivedAt?: Date;
  totals?: { chunks: number; records: number; error?: string };
  kind?: IngestKind;
  via?: BatchVia;
  fileName?: string;
  corrects?: string;
  files?: BatchFile[];
}

/** Writes a batch as the worker does; gives what names it. */
export async function insertBatch(database: Database, values: BatchValues = {}) {
  const { id = randomUUID(), source = "s1", receivedAt = new Date("2026-11-01T10:00:00.123Z"), totals } = values;
  const { kind = "impressions", via = "api", fileName = null, corrects = null, files = null } = values;
  await database.$executeRaw`
    insert into batch (id, source_id, kind, received_at, chunks, records, bytes, error, via, file_name, corrects, files)
    values (${id}, ${source}, ${kind}, ${receivedAt}, ${totals?.chunks ?? null}::int,
      ${totals?.records ?? null}::bigint, ${totals ? 1000 : null}::bigint, ${totals?.error ?? null},
      ${via}, ${fileName}, ${corrects}, ${files && JSON.stringify(files)}::jsonb)`;
  return { id, source, receivedAt };
}

type Key = Awaited<ReturnType<typeof insertBatch>>;
interface Figures {
  stored?: number;
  duplicate?: number;
  rejected?: number;
  filtered?: number;
  eventAt?: string;
  /** How the chunk was written; absent in chunks of the first release. */
  written?: { firstRecord: number; format: Format; header?: string; delimiter?: string };
}

/** Writes the ledger row of a chunk. */
export async function insertLedger(database: Database, batch: Key, chunkNo: number, figures: Figures): Promise<void> {
  const { stored = 0, duplicate = 0, rejected = 0, filtered = 0, eventAt = null, written } = figures;
  await database.$executeRaw`
    insert into chunk_ledger (batch_id, chunk_no, received_at, source_id, kind, received, stored, duplicate, rejected,
      filtered, first_event_at, last_event_at, stored_at, first_record, format, csv_header, csv_delimiter)
    values (${batch.id}, ${chunkNo}::int, ${batch.receivedAt}, ${batch.source}, 'impressions',
      ${stored + duplicate + rejected}::int, ${stored}::int, ${duplicate}::int, ${rejected}::int, ${filtered}::int,
      ${eventAt}::timestamptz, ${eventAt}::timestamptz, ${batch.receivedAt}::timestamptz + ${chunkNo + 1}::int * interval '1 second',
      ${written?.firstRecord ?? null}::bigint, ${written?.format ?? null}, ${written?.header ?? null},
      ${written?.delimiter ?? null})`;
}

/** Writes a rejected record. */
export async function insertReject(
  database: Database,
  batch: Key,
  record: number,
  values: { issue?: string; reason?: string; field?: string | null; raw?: Uint8Array } = {},
): Promise<void> {
  const { issue = "i1", reason = "missing_field", field = "userId" } = values;
  const { raw = Buffer.from(`{"record":${record}}`) } = values;
  await database.$executeRaw`
    insert into rejected_record (batch_id, record_no, received_at, source_id, kind, issue_id, reason, field, message, raw)
    values (${batch.id}, ${record}::bigint, ${batch.receivedAt}, ${batch.source}, 'impressions', ${issue}, ${reason},
      ${field}, ${`message ${record}`}, ${raw})`;
}

interface Moves {
  stored?: number;
  duplicate?: number;
  rejected?: number;
  filtered?: number;
  erased?: number;
  cause?: "replay" | "traffic" | "erasure";
  eventAt?: string;
}

/** Moves figures of a batch that was written before. */
export async function insertMove(database: Database, batch: Key, moves: Moves): Promise<void> {
  const { stored = 0, duplicate = 0, rejected = 0, filtered = 0, erased = 0, cause = "replay", eventAt = null } = moves;
  await database.$executeRaw`
    insert into ledger_change (batch_id, received_at, source_id, kind, stored, duplicate, rejected, filtered, erased,
      cause, cause_id, first_event_at, last_event_at)
    values (${batch.id}, ${batch.receivedAt}, ${batch.source}, 'impressions', ${stored}::int, ${duplicate}::int,
      ${rejected}::int, ${filtered}::int, ${erased}::int, ${cause}, 'c1', ${eventAt}::timestamptz, ${eventAt}::timestamptz)`;
}

/** Writes an impression of the batch. */
export async function insertImpression(
  database: Database,
  batch: Key,
  values: { at: string; campaign?: string; filterReason?: string },
): Promise<void> {
  const { at, campaign = "c1", filterReason = null } = values;
  await database.$executeRaw`
    insert into impression (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, creative_id,
      site, cost_micros, device, browser, os, country, filter_reason)
    values (${randomUUID()}, ${at}::timestamptz, ${batch.receivedAt}, ${batch.source}, ${batch.id}, gen_random_uuid(),
      ${campaign}, 'cr1', 'news.example', 0, 'desktop', 'Firefox', 'Linux', 'DE', ${filterReason})`;
}
