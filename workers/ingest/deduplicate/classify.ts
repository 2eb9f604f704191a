import type { EventKind } from "@/lib/contracts/kinds";
import type { Rejection } from "@/lib/contracts/reject-reasons";

/** What an event id stands for. Times are epoch milliseconds. */
export interface EventKey {
  kind: EventKind;
  eventId: string;
  occurredAt: number;
  /** Hex. */
  contentHash: string;
  receivedAt: number;
  timeGivenByUs: boolean;
}

export type Verdict =
  | { verdict: "new" }
  /** The id is known of another time, long ago: it stands for this event from now on. */
  | { verdict: "renewed" }
  | { verdict: "duplicate" }
  | { verdict: "rejected"; rejection: Rejection };

const reuseWindowMs = 7 * 86_400_000;

/** The identity of an event: its id is unique in its kind, across all sources. */
export function identityOf({ kind, eventId }: Pick<EventKey, "kind" | "eventId">): string {
  return `${kind}\n${eventId}`;
}

/**
 * Tells for each candidate, in the order of arrival, what it is beside the keys that are known and the
 * candidates before it. The first to arrive wins.
 * @param known the keys stored before these candidates, by {@link identityOf}
 */
export function classify(known: ReadonlyMap<string, EventKey>, candidates: readonly EventKey[]): Verdict[] {
  const current = new Map(known);
  return candidates.map((candidate) => {
    const identity = identityOf(candidate);
    const earlier = current.get(identity);
    const verdict = earlier ? compare(earlier, candidate) : ({ verdict: "new" } as const);
    if (verdict.verdict === "new" || verdict.verdict === "renewed") current.set(identity, candidate);
    return verdict;
  });
}

function compare(earlier: EventKey, candidate: EventKey): Verdict {
  // the time of arrival is ours, not the sender's: the record is known by its id alone
  if (candidate.timeGivenByUs || earlier.timeGivenByUs) return { verdict: "duplicate" };
  const sameTime = earlier.occurredAt === candidate.occurredAt;
  if (sameTime && earlier.contentHash === candidate.contentHash) return { verdict: "duplicate" };
  if (Math.abs(candidate.receivedAt - earlier.receivedAt) > reuseWindowMs) {
    return { verdict: sameTime ? "duplicate" : "renewed" };
  }
  const first = new Date(earlier.receivedAt).toISOString();
  const difference = sameTime ? "other content" : `another time, ${new Date(earlier.occurredAt).toISOString()}`;
  const message = `eventId "${candidate.eventId}" was first received at ${first} with ${difference}: an id names one event.`;
  return { verdict: "rejected", rejection: { reason: "id_reused", field: "eventId", message } };
}
