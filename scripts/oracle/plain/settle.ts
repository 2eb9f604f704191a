import type { Meaning, Sent } from "../world/sent";

/** A record as it arrived: which of its batch it was. */
export interface Arrival {
  sent: Sent;
  batchId: string;
  record: number;
}

export interface StoredPlain {
  means: Meaning;
  batchId: string;
}

export interface Settled {
  stored: StoredPlain[];
  duplicates: { means: Meaning; batchId: string }[];
  rejects: { batchId: string; record: number; reason: string; field: string | null }[];
}

/** What becomes of records in the order of their arrival, by a plain loop: the first with an id wins. */
export function settle(arrivals: readonly Arrival[]): Settled {
  const settled: Settled = { stored: [], duplicates: [], rejects: [] };
  const known = new Map<string, Sent>();
  for (const { sent, batchId, record } of arrivals) {
    if (!("means" in sent.fate)) {
      settled.rejects.push({ batchId, record, ...sent.fate });
      continue;
    }
    const { means } = sent.fate;
    const id = `${means.kind} ${means.eventId === null ? `by content ${sent.text}` : means.eventId}`;
    const first = known.get(id);
    if (first === undefined) {
      known.set(id, sent);
      settled.stored.push({ means, batchId });
    } else if (first.text === sent.text) settled.duplicates.push({ means, batchId });
    else settled.rejects.push({ batchId, record, reason: "id_reused", field: "eventId" });
  }
  return settled;
}
