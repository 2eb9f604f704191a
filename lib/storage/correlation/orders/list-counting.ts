import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import type { OrderKey } from "./order-key";

const rowSchema = z.object({ campaignId: z.string(), orderId: z.string(), at: z.number(), eventId: z.string() });
/** The conversion that counts of an order; `at` is epoch milliseconds. */
export type CountingConversion = z.infer<typeof rowSchema>;

/**
 * Gives of each order the conversion that counts: valid before invalid, the earliest, of several at the same time
 * the one with the least id by its bytes. One probe an order, however many conversions share it.
 */
export async function listCounting(db: Database, orders: readonly OrderKey[]): Promise<CountingConversion[]> {
  if (orders.length === 0) return [];
  const rows = await db.$queryRaw`
    select o.campaign_id as "campaignId", o.order_id as "orderId",
      (extract(epoch from first.occurred_at) * 1000)::float8 as "at", first.event_id as "eventId"
    from unnest(
      ${pgArray(orders.map((order) => order.campaignId))}::text[], ${pgArray(orders.map((order) => order.orderId))}::text[]
    ) as o (campaign_id, order_id)
    cross join lateral (
      select c.occurred_at, c.event_id from conversion_order c
      where c.campaign_id = o.campaign_id and c.order_id = o.order_id
      order by c.filtered, c.occurred_at, c.event_id
      limit 1
    ) first`;
  return z.array(rowSchema).parse(rows);
}
