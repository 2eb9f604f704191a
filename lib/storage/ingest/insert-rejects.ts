import type { EventKind } from "@/lib/contracts/kinds";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso, type RecordOrigin } from "./chunk-key";

export interface RejectRow {
  /** Its number in the batch, from 1. */
  record: number;
  issueId: string;
  reason: string;
  field: string | null;
  message: string;
  raw: Uint8Array;
  /** What it would have been; null where that cannot be told. */
  eventKind: EventKind | null;
  /** The campaign that it named, where the catalogue knows that. */
  campaignId: string | null;
  /** When it says that it happened, epoch milliseconds. */
  eventAt: number | null;
  /** The id that nobody knew. */
  reference: string | null;
}

/**
 * Keeps rejected records with what was sent. One that is kept already, since it is replayed, stays where it is with
 * its new verdict: in place, so that whoever waits for its row finds it there (`advertisex erase` must miss none).
 */
export async function insertRejects(db: Database, origin: RecordOrigin, rows: readonly RejectRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    insert into rejected_record (batch_id, record_no, received_at, source_id, kind, issue_id, reason, field, message, raw,
      event_kind, campaign_id, event_at, reference)
    select ${origin.batchId}, record_no, ${iso(origin.receivedAt)}::timestamptz, ${origin.sourceId}, ${origin.kind},
      issue_id, reason, field, message, raw, event_kind, campaign_id, event_at, reference
    from unnest(
      ${pgArray(rows.map((row) => row.record))}::bigint[],
      ${pgArray(rows.map((row) => row.issueId))}::text[],
      ${pgArray(rows.map((row) => row.reason))}::text[],
      ${pgArray(rows.map((row) => row.field))}::text[],
      ${pgArray(rows.map((row) => row.message))}::text[],
      ${rows.map((row) => row.raw)}::bytea[],
      ${pgArray(rows.map((row) => row.eventKind))}::text[],
      ${pgArray(rows.map((row) => row.campaignId))}::text[],
      ${pgArray(rows.map((row) => (row.eventAt === null ? null : iso(row.eventAt))))}::timestamptz[],
      ${pgArray(rows.map((row) => row.reference))}::text[]
    ) as row (record_no, issue_id, reason, field, message, raw, event_kind, campaign_id, event_at, reference)
    order by record_no
    on conflict (batch_id, record_no, received_at) do update
    set issue_id = excluded.issue_id, reason = excluded.reason, field = excluded.field, message = excluded.message,
      event_kind = excluded.event_kind, campaign_id = excluded.campaign_id, event_at = excluded.event_at,
      reference = excluded.reference`;
}
