import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { campaignsOf } from "./key-events";

const dayMs = 86_400_000;
const rowSchema = z.object({ day: z.number(), addresses: z.array(z.string()) });

/**
 * Gives the different addresses that a user's events came from, by the number of the UTC day.
 * @param limit most addresses of a day
 */
export async function listUserAddresses(
  db: Database,
  userKey: string,
  days: readonly number[],
  limit: number,
): Promise<Map<number, string[]>> {
  const rows = await db.$queryRaw`
    with campaigns as materialized (select campaign_id from ${campaignsOf(Prisma.sql`${userKey}::uuid`)} c)
    select day.no as "day", known.addresses
    from unnest(
      ${pgArray([...days])}::integer[],
      ${pgArray(days.map((day) => iso(day * dayMs)))}::timestamptz[],
      ${pgArray(days.map((day) => iso((day + 1) * dayMs)))}::timestamptz[]
    ) as day (no, from_at, to_at)
    cross join lateral (
      select array_agg(address_key::text) as addresses
      from (
        select distinct e.address_key
        from campaigns c cross join lateral (
          select e.address_key from journey_event e
          where e.user_key = ${userKey}::uuid and e.campaign_id = c.campaign_id
            and e.occurred_at >= day.from_at and e.occurred_at < day.to_at and e.address_key is not null
        ) e
        limit ${limit}::int
      ) as e
    ) known
    where known.addresses is not null`;
  return new Map(
    z
      .array(rowSchema)
      .parse(rows)
      .map((row) => [row.day, row.addresses]),
  );
}
