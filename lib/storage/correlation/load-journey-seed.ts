import { z } from "zod";
import { type Database, Prisma } from "@/lib/storage/prisma";
import {
  iso,
  type JourneyPlace,
  type JourneyRow,
  journeyColumns,
  journeyOrder,
  journeyRowSchema,
  placeRow,
} from "./journey-row";

export interface JourneySeed {
  userKey: string;
  campaignId: string;
  /** Events up to and with this place have been walked. */
  upTo: JourneyPlace;
  clickWindowMs: number;
  viewWindowMs: number;
  /** How many valid clicks and valid impressions are remembered. */
  touches: number;
}

/**
 * Loads the few earlier events on which a walk that begins after `upTo` depends: the latest impression,
 * the latest valid clicks with the impressions that they match, the latest valid impressions. In no order.
 */
export async function loadJourneySeed(db: Database, seed: JourneySeed): Promise<JourneyRow[]> {
  const at = seed.upTo.at;
  const latestTouches = (kind: "click" | "impression", windowMs: number) => Prisma.sql`
    select e.* from journey_event e
    where e.user_key = ${seed.userKey}::uuid and e.campaign_id = ${seed.campaignId} and e.kind = ${kind} and not e.filtered
      and e.occurred_at between ${iso(at - windowMs)}::timestamptz and ${iso(at)}::timestamptz
      and ${journeyOrder} <= ${placeRow(seed.upTo)}
    order by e.occurred_at desc, e.event_id collate "C" desc
    limit ${seed.touches}`;
  const rows = await db.$queryRaw`
    with clicks as (${latestTouches("click", seed.clickWindowMs)}),
    views as (${latestTouches("impression", seed.viewWindowMs)}),
    matched as (
      select i.* from clicks c cross join lateral (
        select e.* from journey_event e
        where e.user_key = ${seed.userKey}::uuid and e.campaign_id = ${seed.campaignId} and e.kind = 'impression'
          and e.occurred_at between c.occurred_at - ${seed.clickWindowMs}::double precision * interval '1 millisecond'
          and c.occurred_at
        order by e.occurred_at desc, e.event_id collate "C" desc
        limit 1
      ) i
    ),
    latest as (
      select e.* from journey_event e
      where e.user_key = ${seed.userKey}::uuid and e.campaign_id = ${seed.campaignId} and e.kind = 'impression'
        and e.occurred_at between ${iso(at - seed.clickWindowMs)}::timestamptz and ${iso(at)}::timestamptz
        and ${journeyOrder} <= ${placeRow(seed.upTo)}
      order by e.occurred_at desc, e.event_id collate "C" desc
      limit 1
    )
    select ${journeyColumns} from (
      select * from clicks union select * from views union select * from matched union select * from latest
    ) e`;
  return z.array(journeyRowSchema).parse(rows);
}
