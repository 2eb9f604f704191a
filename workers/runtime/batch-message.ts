import type { JsMsg } from "nats";

/** A message as a handler sees it: it cannot settle it by itself, only by what it returns. */
export interface BatchMessage {
  subject: string;
  data: Uint8Array;
  /** Counted from 1; above 1 it is a redelivery. */
  deliveryCount: number;
  /** Its number in the stream. */
  sequence: number;
  /** When the stream took it in. */
  storedAt: Date;
  /** The first value of a header, or undefined without it. */
  header(name: string): string | undefined;
}

export function toBatchMessage(message: JsMsg): BatchMessage {
  return {
    subject: message.subject,
    data: message.data,
    deliveryCount: message.info.deliveryCount,
    sequence: message.seq,
    storedAt: new Date(message.info.timestampNanos / 1e6),
    header: (name) => message.headers?.get(name) || undefined,
  };
}
