import type { BookFault, Books } from "@/lib/contracts/ledger";
import type { Finding } from "@/lib/storage/alerts/finding";

export const booksMonitor = "ledger-equation";

/** So many batches stand in an alert's evidence, and are looked at until they are right. */
const shownBatches = 20;

/** A batch whose books do not hold. */
export interface FaultyBatch {
  batchId: string;
  source: string;
  faults: readonly BookFault[];
  books: Books;
  /** Of events and rejects; null where they were not counted. */
  rows: { stored: number | null; filtered: number | null; rejected: number | null };
}

/**
 * Makes one critical finding of each source that has batches whose books do not hold: an event was lost, counted
 * twice, or moved without being written down.
 */
export function evaluateBooks(faulty: readonly FaultyBatch[]): Finding[] {
  const sources = [...new Set(faulty.map(({ source }) => source))].sort();
  return sources.map((sourceId) => {
    const batches = faulty.filter(({ source }) => source === sourceId);
    const count = batches.length;
    return {
      fingerprint: `${booksMonitor}:${sourceId}`,
      monitor: booksMonitor,
      title: `The books of ${count === 1 ? "a batch" : `${count} batches`} of ${sourceId} do not balance`,
      severity: "critical",
      sourceId,
      campaignId: null,
      metric: "unbalancedBatches",
      observed: count,
      expected: 0,
      evidence: { batches: batches.slice(0, shownBatches).map(({ source: _, ...batch }) => batch) },
    };
  });
}
