import type { JourneyEvent } from "@/lib/attribution/journey";
import { type CountingConversion, listCounting } from "@/lib/storage/correlation/orders/list-counting";
import { listMiscounted } from "@/lib/storage/correlation/orders/list-miscounted";
import { lockOrders } from "@/lib/storage/correlation/orders/lock-orders";
import { distinctOrders, type OrderKey, orderText } from "@/lib/storage/correlation/orders/order-key";
import { updateCredited } from "@/lib/storage/correlation/orders/update-credited";
import { insertOutbox } from "@/lib/storage/outbox/insert-outbox";
import type { Database } from "@/lib/storage/prisma";
import type { TouchedBy } from "../write-results";
import { messagesOf } from "./messages-of";

/** A conversion that is worked out now and has an order. */
export interface OrderedConversion extends OrderKey {
  at: number;
  eventId: string;
}

/**
 * Who counts of the orders that one transaction works out.
 *
 * The orders of a campaign lie across users, whom different correlators work out. Why all end in the same state:
 * - `conversion_order` has a row of every stored conversion with an order, written in the transaction that stores
 *   it. What is written of a conversion (`credited`) changes together with its credits, under the lock of
 *   its user's partition and the lock of its order, and every read of who counts is made under the order's lock.
 * - So of all transactions that work conversions of one order out, each sees what those before it have written,
 *   and leaves nothing wrong behind of which nobody was told: its own conversions are as the order says, and for
 *   every other one that is not there is a message in its own commit.
 * - Whatever changes who counts is followed by such a transaction: a stored conversion and one whose mark has
 *   changed have messages of their own, published after the commit; an erasure looks under the order's lock itself.
 * - A message that finds everything right writes and sends nothing, so that it comes to an end.
 * Locks are taken in the order users' partitions, then orders, each class at once and sorted: nobody waits in a ring.
 */
export class OrderBook {
  readonly #counting: Map<string, CountingConversion>;

  private constructor(
    readonly db: Database,
    readonly conversions: readonly OrderedConversion[],
    counting: readonly CountingConversion[],
  ) {
    this.#counting = new Map(counting.map((each) => [orderText(each), each]));
  }

  /**
   * Locks the orders of conversions and reads who counts. Call it once in a transaction that holds the partitions of
   * the conversions' users, with all conversions whose credits it will write.
   */
  static async open(db: Database, conversions: readonly OrderedConversion[]): Promise<OrderBook> {
    if (conversions.length === 0) return new OrderBook(db, [], []);
    const orders = distinctOrders(conversions);
    await lockOrders(db, orders);
    return new OrderBook(db, conversions, await listCounting(db, orders));
  }

  /** Whether another conversion of the same order counts; false without an order. */
  isRepeat(campaignId: string, { orderId, at, eventId }: Pick<JourneyEvent, "orderId" | "at" | "eventId">): boolean {
    const counting = orderId === null ? undefined : this.#counting.get(orderText({ campaignId, orderId }));
    return counting !== undefined && (counting.at !== at || counting.eventId !== eventId);
  }

  /**
   * Notes what was written of the conversions, and leaves messages for those whose credits are wrong now.
   * @returns whether it left any
   */
  async close(touchedBy: TouchedBy): Promise<boolean> {
    if (this.conversions.length === 0) return false;
    const written = this.conversions.map((each) => ({ ...each, isCredited: !this.isRepeat(each.campaignId, each) }));
    await updateCredited(this.db, written);
    const miscounted = await listMiscounted(this.db, distinctOrders(this.conversions));
    await insertOutbox(this.db, messagesOf(touchedBy, miscounted));
    return miscounted.length > 0;
  }
}

/** Gives the conversions of a journey from a time on that have an order. */
export function orderedOf(campaignId: string, events: readonly JourneyEvent[], from: number): OrderedConversion[] {
  return events.flatMap(({ orderId, at, eventId }) =>
    orderId === null || at < from ? [] : [{ campaignId, orderId, at, eventId }],
  );
}
