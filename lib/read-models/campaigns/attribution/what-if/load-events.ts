import { z } from "zod";
import type { JourneyEvent } from "@/lib/attribution/journey";
import { isoOf } from "@/lib/read-models/campaigns/segment-rows";
import { type Database, Prisma } from "@/lib/storage/prisma";

/** An event of a journey, a conversion with whether another one of its order counts. */
export interface WhatIfEvent extends JourneyEvent {
  isRepeat: boolean;
}

/** Which part of a user's journey matters; epoch milliseconds, inclusive. */
export interface WhatIfSpan {
  userKey: string;
  lookFrom: number;
  /** Conversions before it are not asked about. */
  first: number;
  last: number;
}

const eventSchema = z
  .tuple([
    z.enum(["impression", "click", "conversion"]),
    z.string(),
    z.number(),
    z.string().nullable(),
    z.string().nullable(),
    z.string(),
    z.string(),
    z.number().nullable(),
    z.boolean(),
    z.boolean(),
  ])
  .transform(
    ([kind, eventId, at, creativeId, site, device, country, valueMicros, filtered, isRepeat]): WhatIfEvent => ({
      ...{ kind, eventId, at, creativeId, site, device, country, filtered, isRepeat },
      valueMicros: valueMicros === null ? null : BigInt(valueMicros),
      orderId: null,
    }),
  );
const eventsSchema = z.array(eventSchema);
const spansSchema = z.array(z.object({ no: z.number().int(), events: z.string().nullable() }));
const sliceSchema = z.tuple([z.object({ events: z.string().nullable() })]);

/**
 * The events of a query named `e` as one JSON text, in no order: Prisma takes several times longer over rows. Of an
 * order the first valid conversion counts, else the first.
 */
const eventsColumn = Prisma.sql`
  json_agg(json_build_array(
    e.kind, e.event_id, extract(epoch from e.occurred_at) * 1000, e.creative_id, e.site, e.device, e.country,
    e.value_micros, e.filtered,
    case when e.kind = 'conversion' and e.order_id is not null then coalesce((
      select o.occurred_at <> e.occurred_at or o.event_id <> e.event_id collate "C" from conversion_order o
      where o.campaign_id = e.campaign_id and o.order_id = e.order_id
      order by o.filtered, o.occurred_at, o.event_id
      limit 1
    ), false) else false end
  ))::text as events`;

/**
 * Loads the journeys of some users with a campaign, each in no order.
 * @param limit most events of one user; one more than that says that there are more
 * @returns as many lists as spans, in their order
 */
export async function loadJourneys(
  db: Database,
  campaignId: string,
  spans: readonly WhatIfSpan[],
  limit: number,
): Promise<WhatIfEvent[][]> {
  const given = spans.map((span, no) => ({
    ...{ no, user_key: span.userKey },
    ...{ look_from: isoOf(span.lookFrom), first_at: isoOf(span.first), last_at: isoOf(span.last) },
  }));
  const rows = await db.$queryRaw`
    select span.no, journey.events
    from json_to_recordset(${JSON.stringify(given)}::json)
      as span (no int, user_key uuid, look_from timestamptz, first_at timestamptz, last_at timestamptz)
    cross join lateral (
      select ${eventsColumn}
      from (
        select * from journey_event
        where user_key = span.user_key and campaign_id = ${campaignId}
          and occurred_at between span.look_from and span.last_at
          and (kind <> 'conversion' or occurred_at >= span.first_at)
        limit ${limit + 1}
      ) e
    ) journey`;
  const journeys: WhatIfEvent[][] = spans.map(() => []);
  for (const { no, events } of spansSchema.parse(rows)) journeys[no] = eventsSchema.parse(JSON.parse(events ?? "[]"));
  return journeys;
}

/** The place of an event in its journey: time, cause before effect, bytes of the id. */
const placeOf = Prisma.sql`
  (occurred_at, case kind when 'impression' then 0 when 'click' then 1 else 2 end, event_id collate "C")`;

/** Loads the next events of a journey that is too long to be loaded at once, in no order; `after` is the last of those before. */
export async function loadJourneySlice(
  db: Database,
  campaignId: string,
  span: WhatIfSpan,
  after: Pick<JourneyEvent, "kind" | "at" | "eventId">,
  limit: number,
): Promise<WhatIfEvent[]> {
  const [{ events }] = sliceSchema.parse(
    await db.$queryRaw`
      select ${eventsColumn}
      from (
        select * from journey_event
        where user_key = ${span.userKey}::uuid and campaign_id = ${campaignId}
          and occurred_at between ${isoOf(after.at)}::timestamptz and ${isoOf(span.last)}::timestamptz
          and (kind <> 'conversion' or occurred_at >= ${isoOf(span.first)}::timestamptz)
          and ${placeOf} > (
            ${isoOf(after.at)}::timestamptz,
            case ${after.kind}::text when 'impression' then 0 when 'click' then 1 else 2 end,
            ${after.eventId}::text collate "C"
          )
        order by occurred_at, ${placeOf}
        limit ${limit}
      ) e`,
  );
  return eventsSchema.parse(JSON.parse(events ?? "[]"));
}
