import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso, type JourneyRow, journeyColumns, journeyRowSchema } from "./journey-row";

export interface JourneySpan {
  userKey: string;
  campaignId: string;
  /** Epoch milliseconds, inclusive. */
  lookFrom: number;
  from: number;
  until: number;
}

const rowSchema = journeyRowSchema.extend({ no: z.bigint() });

/**
 * Loads for each span the events of its user and campaign from `lookFrom` to `until`, in no order, and
 * none where no click or conversion stands between `from` and `until`, since nothing can change there.
 * @param limit most events of one span; one more than that says that there are more
 * @returns as many lists as spans, in their order
 */
export async function loadJourneys(
  db: Database,
  spans: readonly JourneySpan[],
  limit: number,
): Promise<JourneyRow[][]> {
  const rows = await db.$queryRaw`
    select span.no, e.*
    from unnest(
      ${pgArray(spans.map((span) => span.userKey))}::uuid[],
      ${pgArray(spans.map((span) => span.campaignId))}::text[],
      ${pgArray(spans.map((span) => iso(span.lookFrom)))}::timestamptz[],
      ${pgArray(spans.map((span) => iso(span.from)))}::timestamptz[],
      ${pgArray(spans.map((span) => iso(span.until)))}::timestamptz[]
    ) with ordinality as span (user_key, campaign_id, look_from, from_at, until_at, no)
    cross join lateral (
      select ${journeyColumns}
      from journey_event e
      where e.user_key = span.user_key and e.campaign_id = span.campaign_id
        and e.occurred_at between span.look_from and span.until_at
      limit ${limit + 1}
    ) e
    where exists (
      select from journey_event a
      where a.user_key = span.user_key and a.campaign_id = span.campaign_id
        and a.occurred_at between span.from_at and span.until_at and a.kind <> 'impression'
    )`;
  const journeys: JourneyRow[][] = spans.map(() => []);
  for (const { no, ...row } of z.array(rowSchema).parse(rows)) journeys[Number(no) - 1]?.push(row);
  return journeys;
}
