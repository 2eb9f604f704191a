/** An order of a campaign, as its conversions name it. */
export interface OrderKey {
  campaignId: string;
  orderId: string;
}

/** The key as one text, the same for equal orders only: ids hold no control characters. */
export function orderText({ campaignId, orderId }: OrderKey): string {
  return `${campaignId}\n${orderId}`;
}

/** Gives each order once. */
export function distinctOrders(orders: Iterable<OrderKey>): OrderKey[] {
  const distinct = new Map<string, OrderKey>();
  for (const { campaignId, orderId } of orders) {
    const order = { campaignId, orderId };
    distinct.set(orderText(order), order);
  }
  return [...distinct.values()];
}
