import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

export interface LongSpan {
  userKey: string;
  campaignId: string;
  /** Epoch milliseconds, both inclusive. */
  from: number;
  to: number;
  /** The campaign's scopes; see `CampaignScopes`. */
  inUtc: number;
  inZone: number;
}

const rowSchema = z.object({
  no: z.bigint().transform(Number),
  /** A day of UTC on which there are impressions … */
  utcDay: z.number().nullable(),
  /** … or 64 days of a scope of which some are kept as active. */
  scopeId: z.number().nullable(),
  block: z.number().nullable(),
  bits: z.bigint().nullable(),
});
export type DayWithImpressions = z.infer<typeof rowSchema>;

/** Gives in which days of long spans there is anything: those with impressions, and those kept as active. */
export async function listDaysWithImpressions(db: Database, spans: readonly LongSpan[]): Promise<DayWithImpressions[]> {
  const rows = await db.$queryRaw`
    select span.no - 1 as no, seen.*
    from unnest(
      ${pgArray(spans.map((span) => span.userKey))}::uuid[],
      ${pgArray(spans.map((span) => span.campaignId))}::text[],
      ${pgArray(spans.map((span) => iso(span.from)))}::timestamptz[],
      ${pgArray(spans.map((span) => iso(span.to)))}::timestamptz[],
      ${pgArray(spans.map((span) => span.inUtc))}::integer[],
      ${pgArray(spans.map((span) => span.inZone))}::integer[]
    ) with ordinality as span (user_key, campaign_id, from_at, to_at, in_utc, in_zone, no)
    cross join lateral (
      select distinct floor(extract(epoch from e.occurred_at) / 86400)::integer as "utcDay", null::integer as "scopeId",
        null::integer as block, null::bigint as bits
      from journey_event e
      where e.user_key = span.user_key and e.campaign_id = span.campaign_id and e.kind = 'impression'
        and e.occurred_at between span.from_at and span.to_at
      union all
      select null, u.scope_id, u.block, u.gross from user_days u
      where u.user_key = span.user_key and u.scope_id in (span.in_utc, span.in_zone) and u.gross <> 0
    ) seen`;
  return z.array(rowSchema).parse(rows);
}
