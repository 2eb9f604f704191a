import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import type { OrderKey } from "./order-key";

const rowSchema = z.object({ campaignId: z.string(), userKey: z.string(), at: z.number() });
/** A conversion whose credits do not say what follows from its order; `at` is epoch milliseconds. */
export type MiscountedConversion = z.infer<typeof rowSchema>;

/** Of one order at a time; whoever works these out again finds the next ones. */
const maxOfOrder = 100;

/**
 * Gives the conversions of orders that are credited though another one counts, and those that count and are not
 * credited. Two probes an order: of who counts, and of who is credited, which is one but for moments.
 */
export async function listMiscounted(db: Database, orders: readonly OrderKey[]): Promise<MiscountedConversion[]> {
  if (orders.length === 0) return [];
  const rows = await db.$queryRaw`
    select o.campaign_id as "campaignId", wrong.user_key as "userKey",
      (extract(epoch from wrong.occurred_at) * 1000)::float8 as "at"
    from unnest(
      ${pgArray(orders.map((order) => order.campaignId))}::text[], ${pgArray(orders.map((order) => order.orderId))}::text[]
    ) as o (campaign_id, order_id)
    cross join lateral (
      select c.occurred_at, c.event_id, c.user_key, c.credited from conversion_order c
      where c.campaign_id = o.campaign_id and c.order_id = o.order_id
      order by c.filtered, c.occurred_at, c.event_id
      limit 1
    ) first
    cross join lateral (
      select first.user_key, first.occurred_at where not first.credited
      union all (
        select c.user_key, c.occurred_at from conversion_order c
        where c.campaign_id = o.campaign_id and c.order_id = o.order_id and c.credited
          and (c.occurred_at, c.event_id) <> (first.occurred_at, first.event_id)
        limit ${maxOfOrder}::integer
      )
    ) wrong`;
  return z.array(rowSchema).parse(rows);
}
