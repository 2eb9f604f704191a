import { hash } from "node:crypto";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { type OrderKey, orderText } from "./order-key";

/** The first half of the advisory lock's key, so that it is nobody else's. */
const lockClass = 0x6f726472;

/**
 * Waits until no other transaction works these orders out, and keeps them until this one ends; orders whose
 * hashes share their first byte have one lock. Take it once in a transaction, after the locks of the users'
 * partitions and before reading who counts.
 */
export async function lockOrders(db: Database, orders: readonly OrderKey[]): Promise<void> {
  const partitions = [...new Set(orders.map(partitionOf))].toSorted((a, b) => a - b);
  await db.$executeRaw`
    select pg_advisory_xact_lock(${lockClass}::integer, partition)
    from (select unnest(${pgArray(partitions)}::integer[]) as partition) as p`;
}

function partitionOf(order: OrderKey): number {
  return hash("sha256", orderText(order), "buffer")[0] ?? 0;
}
