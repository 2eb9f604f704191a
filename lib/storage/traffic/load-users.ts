import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { campaignsOf } from "./key-events";

export interface UserSpan {
  userKey: string;
  /** Epoch milliseconds, both inclusive. */
  from: number;
  to: number;
}

/** One event of a user, of any campaign. */
export interface UserEvent {
  kind: "impression" | "click" | "conversion";
  at: number;
  campaignId: string;
  eventId: string;
  /** As sent. */
  creativeId: string | null;
  addressKey: string | null;
  marks: string[] | null;
}

const eventSchema = z
  .tuple([
    z.enum(["impression", "click", "conversion"]),
    z.number(),
    z.string(),
    z.string(),
    z.string().nullable(),
    z.string().nullable(),
    z.array(z.string()).nullable(),
  ])
  .transform(
    ([kind, at, campaignId, eventId, creativeId, addressKey, marks]): UserEvent => ({
      kind,
      at,
      campaignId,
      eventId,
      creativeId,
      addressKey,
      marks,
    }),
  );
const rowSchema = z.object({ no: z.bigint(), isCut: z.boolean(), events: z.string().nullable() });

/**
 * Loads the events of users in a stretch of time each, of all campaigns and in no order.
 * @param limit most events of one user; one more than that says that there are more
 * @returns as many lists as spans, in their order
 */
export async function loadUsers(db: Database, spans: readonly UserSpan[], limit: number): Promise<UserEvent[][]> {
  // nearly every user has so few events at all that to read them all is the fastest
  const ever = Prisma.sql`
    select e.* from journey_event e where e.user_key = span.user_key limit ${limit + 1}::int`;
  const users = await load(db, spans, ever, limit);
  const long = spans.filter((_, index) => users[index] === undefined);
  if (long.length > 0) {
    const inSpan = Prisma.sql`
      select e.* from ${campaignsOf(Prisma.sql`span.user_key`)} c cross join lateral (
        select e.* from journey_event e
        where e.user_key = span.user_key and e.campaign_id = c.campaign_id
          and e.occurred_at between span.from_at and span.to_at
      ) e
      limit ${limit + 1}::int`;
    // cut or not: one more than the limit says it
    const rest = await load(db, long, inSpan, limit + 1);
    return users.map((events) => events ?? rest.shift() ?? []);
  }
  return users.map((events) => events ?? []);
}

/**
 * @param candidates a query of events of `span.user_key`
 * @returns undefined for users of whom it gave more than `most`
 */
async function load(
  db: Database,
  spans: readonly UserSpan[],
  candidates: Prisma.Sql,
  most: number,
): Promise<(UserEvent[] | undefined)[]> {
  // one text a user: thousands of rows would take the driver several times as long
  const rows = await db.$queryRaw`
    select span.no, loaded."isCut", case when not loaded."isCut" then loaded.events end as events
    from unnest(
      ${pgArray(spans.map((span) => span.userKey))}::uuid[],
      ${pgArray(spans.map((span) => iso(span.from)))}::timestamptz[],
      ${pgArray(spans.map((span) => iso(span.to)))}::timestamptz[]
    ) with ordinality as span (user_key, from_at, to_at, no)
    cross join lateral (
      select count(*) > ${most}::int as "isCut",
        (json_agg(json_build_array(e.kind, (extract(epoch from e.occurred_at) * 1000)::bigint, e.campaign_id,
          e.event_id, e.creative_id, e.address_key, e.marks))
          filter (where e.occurred_at between span.from_at and span.to_at))::text as events
      from (${candidates}) e
    ) loaded`;
  const users: (UserEvent[] | undefined)[] = spans.map(() => []);
  for (const { no, isCut, events } of z.array(rowSchema).parse(rows)) {
    if (isCut) users[Number(no) - 1] = undefined;
    else if (events !== null) users[Number(no) - 1] = z.array(eventSchema).parse(JSON.parse(events));
  }
  return users;
}
