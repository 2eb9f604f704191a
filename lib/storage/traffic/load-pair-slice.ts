import { z } from "zod";
import { iso, type JourneyPlace, journeyOrder, placeRow } from "@/lib/storage/correlation/journey-row";
import type { Database } from "@/lib/storage/prisma";
import { markedEventColumns, markedEventSchema } from "./event-row";

export interface PairSlice {
  userKey: string;
  campaignId: string;
  /** The slice begins after this place. */
  after: JourneyPlace;
  /** Epoch milliseconds, inclusive. */
  until: number;
  limit: number;
}

const rowSchema = markedEventSchema.extend({ creativeId: z.string().nullable() });

/** Loads the next impressions and clicks of a user and campaign with their marks, in the order of the journey. */
export async function loadPairSlice(db: Database, slice: PairSlice): Promise<z.infer<typeof rowSchema>[]> {
  const rows = await db.$queryRaw`
    select ${markedEventColumns}, e.creative_id as "creativeId"
    from journey_event e
    where e.user_key = ${slice.userKey}::uuid and e.campaign_id = ${slice.campaignId} and e.kind <> 'conversion'
      and e.occurred_at between ${iso(slice.after.at)}::timestamptz and ${iso(slice.until)}::timestamptz
      and ${journeyOrder} > ${placeRow(slice.after)}
    order by e.occurred_at, ${journeyOrder}
    limit ${slice.limit}::int`;
  return z.array(rowSchema).parse(rows);
}
