import type { NatsConnection } from "nats";
import { type LiveHint, liveHintSchema, liveSubject, mergeHints } from "@/lib/contracts/live";
import { getConnection } from "./connection";

/** A process tells at most so often. */
const everyMs = 500;

interface Teller {
  pending: LiveHint | null;
  timer: NodeJS.Timeout | undefined;
}

const tellers = new WeakMap<NatsConnection, Teller>();

/**
 * Tells whoever listens that something changed, soon and together with what changes meanwhile. Call it after the
 * commit. It never fails: a hint that is lost is made up for by the next look.
 */
export function tellChanged(connection: NatsConnection, hint: LiveHint): void {
  const teller = tellers.get(connection) ?? { pending: null, timer: undefined };
  tellers.set(connection, teller);
  teller.pending = mergeHints(teller.pending, hint);
  teller.timer ??= setTimeout(() => {
    const { pending } = teller;
    teller.pending = null;
    teller.timer = undefined;
    if (pending && !connection.isClosed() && !connection.isDraining())
      connection.publish(liveSubject, JSON.stringify(pending));
  }, everyMs).unref();
}

/** As {@link tellChanged}, over the connection of this process, without waiting for it. */
export function tellChangedFromHere(hint: LiveHint): void {
  getConnection().then(
    (connection) => tellChanged(connection, hint),
    () => undefined,
  );
}

/** Calls back for every hint, until the connection closes. What is no hint is passed over. */
export function listenForChanges(connection: NatsConnection, onHint: (hint: LiveHint) => void): void {
  connection.subscribe(liveSubject, {
    callback: (error, message) => {
      if (error) return;
      const hint = liveHintSchema.safeParse(readJson(message.string()));
      if (hint.success) onHint(hint.data);
    },
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
