import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso } from "./chunk-key";

/** A conversion with an order id. */
export interface OrderRow {
  campaignId: string;
  orderId: string;
  /** Epoch milliseconds. */
  occurredAt: number;
  eventId: string;
  userKey: string;
  /** It is invalid traffic. */
  filtered: boolean;
}

/** Notes which conversions share an order, where correlation finds who counts. */
export async function insertOrders(db: Database, rows: readonly OrderRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    insert into conversion_order (campaign_id, order_id, filtered, occurred_at, event_id, user_key)
    select campaign_id, order_id, filtered, occurred_at, event_id, user_key
    from unnest(
      ${pgArray(rows.map((row) => row.campaignId))}::text[],
      ${pgArray(rows.map((row) => row.orderId))}::text[],
      ${pgArray(rows.map((row) => row.filtered))}::boolean[],
      ${pgArray(rows.map((row) => iso(row.occurredAt)))}::timestamptz[],
      ${pgArray(rows.map((row) => row.eventId))}::text[],
      ${pgArray(rows.map((row) => row.userKey))}::uuid[]
    ) as row (campaign_id, order_id, filtered, occurred_at, event_id, user_key)
    order by campaign_id, order_id, filtered, occurred_at, event_id
    on conflict do nothing`;
}
