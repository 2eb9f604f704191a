import type { JsMsg } from "nats";

/** What becomes of a message after its handler: each message is settled exactly once. */
export type Settlement =
  /** It is done and leaves the stream. */
  | { type: "ack" }
  /** It comes again, not sooner than after `delayMs`. */
  | { type: "retry"; delayMs: number }
  /** It can never succeed and leaves the stream; `why` is logged. */
  | { type: "terminate"; why: string };

export const ack: Settlement = { type: "ack" };

/**
 * Tells the server. Fire and forget: a settlement that is lost on the way leads to a redelivery,
 * which every handler stands. `term()` has no reason, since 2.9 servers silently ignore it with one.
 */
export function settle(message: JsMsg, settlement: Settlement): void {
  if (settlement.type === "ack") message.ack();
  else if (settlement.type === "retry") message.nak(Math.max(1, Math.round(settlement.delayMs)));
  else message.term();
}
