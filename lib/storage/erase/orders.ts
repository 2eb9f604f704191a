import { z } from "zod";
import { distinctOrders, type OrderKey } from "@/lib/storage/correlation/orders/order-key";
import { iso } from "@/lib/storage/ingest/chunk-key";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import type { EventRef } from "./list-user-events";

const rowSchema = z.object({ campaignId: z.string(), orderId: z.string(), at: z.number(), eventId: z.string() });
/** A user's conversion as its order knows it; `at` is epoch milliseconds. */
export type UserOrder = z.infer<typeof rowSchema>;

const columns = Prisma.sql`
  o.campaign_id as "campaignId", o.order_id as "orderId", (extract(epoch from o.occurred_at) * 1000)::float8 as "at",
  o.event_id as "eventId"`;

/** Gives those of a user's conversions that have an order. */
export async function listUserOrders(db: Database, userKey: string, refs: readonly EventRef[]): Promise<UserOrder[]> {
  const conversions = refs.filter((ref) => ref.table === "conversion");
  if (conversions.length === 0) return [];
  const rows = await db.$queryRaw`
    select ${columns}
    from unnest(
      ${pgArray(conversions.map((ref) => ref.campaignId))}::text[],
      ${pgArray(conversions.map((ref) => iso(ref.at)))}::timestamptz[],
      ${pgArray(conversions.map((ref) => ref.eventId))}::text[]
    ) as ref (campaign_id, occurred_at, event_id)
    join conversion_order o on o.user_key = ${userKey}::uuid and o.campaign_id = ref.campaign_id
      and o.occurred_at = ref.occurred_at and o.event_id = ref.event_id`;
  return z.array(rowSchema).parse(rows);
}

/** Gives orders of a user whose conversion is kept no more, though it still decides who counts; at most so many. */
export async function listBareOrders(db: Database, userKey: string, limit: number): Promise<UserOrder[]> {
  const rows = await db.$queryRaw`
    select ${columns} from conversion_order o
    where o.user_key = ${userKey}::uuid and not exists (
      select from journey_event e
      where e.user_key = o.user_key and e.campaign_id = o.campaign_id and e.occurred_at = o.occurred_at
        and e.kind = 'conversion' and e.event_id = o.event_id
    )
    limit ${limit}::integer`;
  return z.array(rowSchema).parse(rows);
}

/** Takes conversions out of their orders. @returns how many, and the orders */
export async function deleteOrders(
  db: Database,
  userKey: string,
  conversions: readonly UserOrder[],
): Promise<{ deleted: number; orders: OrderKey[] }> {
  const deleted = await db.$executeRaw`
    delete from conversion_order o
    using unnest(
      ${pgArray(conversions.map((each) => each.campaignId))}::text[],
      ${pgArray(conversions.map((each) => iso(each.at)))}::timestamptz[],
      ${pgArray(conversions.map((each) => each.eventId))}::text[]
    ) as ref (campaign_id, occurred_at, event_id)
    where o.user_key = ${userKey}::uuid and o.campaign_id = ref.campaign_id and o.occurred_at = ref.occurred_at
      and o.event_id = ref.event_id`;
  return { deleted, orders: distinctOrders(conversions) };
}
