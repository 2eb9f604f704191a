import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import type { OrderKey } from "./order-key";

/** A conversion with an order, and whether its credits were written as those of the one that counts. */
export interface CreditedConversion extends OrderKey {
  /** Epoch milliseconds. */
  at: number;
  eventId: string;
  isCredited: boolean;
}

/** Notes what was written of conversions; belongs in the transaction that wrote it, under the orders' locks. */
export async function updateCredited(db: Database, conversions: readonly CreditedConversion[]): Promise<void> {
  if (conversions.length === 0) return;
  await db.$executeRaw`
    update conversion_order c set credited = w.credited
    from unnest(
      ${pgArray(conversions.map((each) => each.campaignId))}::text[],
      ${pgArray(conversions.map((each) => each.orderId))}::text[],
      ${pgArray(conversions.map((each) => iso(each.at)))}::timestamptz[],
      ${pgArray(conversions.map((each) => each.eventId))}::text[],
      ${pgArray(conversions.map((each) => each.isCredited))}::boolean[]
    ) as w (campaign_id, order_id, occurred_at, event_id, credited)
    where c.campaign_id = w.campaign_id and c.order_id = w.order_id
      -- both, so that the key leads to the row however many share the order
      and c.filtered = any (array[false, true])
      and c.occurred_at = w.occurred_at and c.event_id = w.event_id
      and c.credited <> w.credited`;
}
