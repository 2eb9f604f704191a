import { listMiscounted } from "@/lib/storage/correlation/orders/list-miscounted";
import { lockOrders } from "@/lib/storage/correlation/orders/lock-orders";
import { distinctOrders, type OrderKey } from "@/lib/storage/correlation/orders/order-key";
import type { DeletedEvent } from "@/lib/storage/erase/delete-events";
import type { EventRef } from "@/lib/storage/erase/list-user-events";
import { deleteOrders, listBareOrders, listUserOrders, type UserOrder } from "@/lib/storage/erase/orders";
import { insertOutbox } from "@/lib/storage/outbox/insert-outbox";
import type { Database } from "@/lib/storage/prisma";
import { messagesOf } from "@/workers/correlate/orders/messages-of";

/**
 * Takes the conversions among these events out of their orders. The orders stay locked: who works another conversion
 * of one out does it either before, and is seen here, or after, and sees what is left.
 * @returns how many, and the orders to {@link recount} once the events are deleted
 */
export async function eraseOrders(
  db: Database,
  userKey: string,
  refs: readonly EventRef[],
): Promise<{ deleted: number; orders: OrderKey[] }> {
  return await takeOut(db, userKey, await listUserOrders(db, userKey, refs));
}

/** Does the same with what is left of conversions that are kept no more, at most so many; gives how many. */
export async function eraseBareOrders(db: Database, userKey: string, rows: number): Promise<number> {
  const { deleted, orders } = await takeOut(db, userKey, await listBareOrders(db, userKey, rows));
  await recount(db, orders, []);
  return deleted;
}

/** Has whoever counts now of these orders, and did not before, credited: by the outbox. */
export async function recount(
  db: Database,
  orders: readonly OrderKey[],
  deleted: readonly DeletedEvent[],
): Promise<void> {
  const sourceId = deleted.find((event) => event.table === "conversion")?.sourceId ?? "";
  await insertOutbox(db, messagesOf({ sourceId, cause: "erasure" }, await listMiscounted(db, orders)));
}

async function takeOut(db: Database, userKey: string, conversions: readonly UserOrder[]) {
  if (conversions.length === 0) return { deleted: 0, orders: [] };
  await lockOrders(db, distinctOrders(conversions));
  return await deleteOrders(db, userKey, conversions);
}
