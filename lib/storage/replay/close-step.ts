import type { EventKind } from "@/lib/contracts/kinds";
import { touchedCampaigns } from "@/lib/storage/correlation/insert-touched-ranges";
import { iso, type RecordOrigin } from "@/lib/storage/ingest/chunk-key";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";

/** What a step of a replay did to the figures of a batch; times are epoch milliseconds. */
export interface StepAccounts {
  replayId: string;
  /** These left the batch's rejects. */
  figures: {
    stored: number;
    duplicate: number;
    filtered: number;
    /** Of what was stored. */
    firstEventAt: number | null;
    lastEventAt: number | null;
  };
  touched: readonly { kind: EventKind; from: number; to: number }[];
  /** Whose events were stored. */
  campaignIds: ReadonlySet<string>;
  watermarks: readonly { kind: EventKind; stage: "received" | "stored"; at: number }[];
}

/**
 * Writes the accounts of a step in one statement: the move in the batch's ledger, the watermarks and the event
 * time that was touched. It comes late in the transaction, since chunks share these rows.
 */
export async function closeStep(
  db: Pick<Database, "$executeRaw">,
  { batchId, receivedAt, sourceId, kind }: RecordOrigin,
  { replayId, figures, touched, campaignIds, watermarks }: StepAccounts,
): Promise<void> {
  const { stored, duplicate, filtered } = figures;
  const time = (at: number | null) => Prisma.sql`${at === null ? null : iso(at)}::timestamptz`;
  await db.$executeRaw`
    with moved as (
      insert into ledger_change (batch_id, received_at, source_id, kind, stored, duplicate, rejected, filtered, cause,
        cause_id, first_event_at, last_event_at)
      select ${batchId}, ${iso(receivedAt)}::timestamptz, ${sourceId}, ${kind}, ${stored}::integer,
        ${duplicate}::integer, ${-stored - duplicate}::integer, ${filtered}::integer, 'replay', ${replayId},
        ${time(figures.firstEventAt)}, ${time(figures.lastEventAt)}
      where ${stored + duplicate}::integer > 0
    ), touched as (
      insert into touched_range (source_id, kind, from_at, to_at, cause, campaign_ids)
      select ${sourceId}, kind, from_at, to_at, 'replay', ${touchedCampaigns(campaignIds)}::text[]
      from unnest(
        ${pgArray(touched.map((range) => range.kind))}::text[],
        ${pgArray(touched.map((range) => iso(range.from)))}::timestamptz[],
        ${pgArray(touched.map((range) => iso(range.to)))}::timestamptz[]
      ) as row (kind, from_at, to_at)
    )
    insert into watermark as mark (source_id, kind, stage, watermark)
    select ${sourceId}, kind, stage, at
    from unnest(
      ${pgArray(watermarks.map((mark) => mark.kind))}::text[],
      ${pgArray(watermarks.map((mark) => mark.stage))}::text[],
      ${pgArray(watermarks.map((mark) => iso(mark.at)))}::timestamptz[]
    ) as row (kind, stage, at)
    order by kind, stage
    on conflict (source_id, kind, stage) do update
    set watermark = greatest(mark.watermark, excluded.watermark), updated_at = now()`;
}
