import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";
import {
  iso,
  type JourneyPlace,
  type JourneyRow,
  journeyColumns,
  journeyOrder,
  journeyRowSchema,
  placeRow,
} from "./journey-row";

export interface JourneySlice {
  userKey: string;
  campaignId: string;
  /** The slice begins after this place. */
  after: JourneyPlace;
  /** Epoch milliseconds, inclusive. */
  until: number;
  limit: number;
}

/** Loads the next events of one journey, in its order. */
export async function loadJourneySlice(db: Database, slice: JourneySlice): Promise<JourneyRow[]> {
  const rows = await db.$queryRaw`
    select ${journeyColumns}
    from journey_event e
    where e.user_key = ${slice.userKey}::uuid and e.campaign_id = ${slice.campaignId}
      and e.occurred_at between ${iso(slice.after.at)}::timestamptz and ${iso(slice.until)}::timestamptz
      and ${journeyOrder} > ${placeRow(slice.after)}
    order by e.occurred_at, ${journeyOrder}
    limit ${slice.limit}`;
  return z.array(journeyRowSchema).parse(rows);
}
