import { iso } from "@/lib/storage/correlation/journey-row";
import { Prisma } from "@/lib/storage/prisma";

/** Whose events are looked at: a user's of all campaigns, an address's or a site's. */
export type EventKey = { scope: "user" | "address" | "site"; key: string };

export interface KeyRange {
  /** All kinds without it; addresses and sites are found by it. */
  kind?: "impression" | "click";
  /** Epoch milliseconds, both inclusive. */
  from: number;
  to: number;
}

/**
 * The campaigns of a user, by jumping from one to the next in the primary key: so the events of a user in a
 * stretch of time are found without reading all the others that it ever had.
 * @param user an expression of type uuid
 * @returns a table expression with the column campaign_id
 */
export function campaignsOf(user: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    with recursive found as (
      (select j.campaign_id from journey_event j where j.user_key = ${user} order by j.campaign_id limit 1)
      union all
      select (
        select j.campaign_id from journey_event j
        where j.user_key = ${user} and j.campaign_id > found.campaign_id
        order by j.campaign_id limit 1)
      from found where found.campaign_id is not null
    )
    select campaign_id from found where campaign_id is not null
  )`;
}

interface Order {
  direction: "asc" | "desc";
  limit: number;
}

/** The events of a key in a range, as a table expression with all columns of `journey_event`. */
export function keyEvents({ scope, key }: EventKey, range: KeyRange, order?: Order): Prisma.Sql {
  const when = Prisma.sql`e.occurred_at between ${iso(range.from)}::timestamptz and ${iso(range.to)}::timestamptz`;
  // written out, not bound: the planner has to see that the index of the other kinds holds them
  const kind = range.kind === undefined ? Prisma.sql`true` : Prisma.raw(`e.kind = '${range.kind}'`);
  const by = order
    ? Prisma.sql`order by e.occurred_at ${Prisma.raw(order.direction)} limit ${order.limit}::int`
    : Prisma.empty;
  if (scope === "user") {
    return Prisma.sql`(
      select e.* from ${campaignsOf(Prisma.sql`${key}::uuid`)} c cross join lateral (
        select e.* from journey_event e
        where e.user_key = ${key}::uuid and e.campaign_id = c.campaign_id and ${kind} and ${when} ${by}
      ) e ${by})`;
  }
  const own = scope === "address" ? Prisma.sql`e.address_key = ${key}::uuid` : Prisma.sql`e.site = ${key}`;
  return Prisma.sql`(
    select e.* from journey_event e where ${own} and e.kind <> 'conversion' and ${kind} and ${when} ${by})`;
}
