import type { EventKind } from "@/lib/contracts/kinds";
import type { ClosingChunk } from "@/lib/storage/ingest/close-chunk";
import type { IdentifiedRecord } from "../deduplicate/identify";
import { mergeRanges } from "./merge-ranges";

/** What became of a chunk's records. */
export interface ChunkOutcome {
  received: number;
  receivedAt: number;
  stored: readonly IdentifiedRecord[];
  duplicates: readonly IdentifiedRecord[];
  rejected: number;
  /** The newest event time of each kind among the records that were valid, whatever came of them. */
  newestAt: ReadonlyMap<EventKind, number>;
}

/** Works out the accounts of a chunk: figures, touched event time and watermarks. */
export function accountsOf(outcome: ChunkOutcome): Omit<ClosingChunk, "ledger" | "batch"> {
  const { stored, duplicates, receivedAt } = outcome;
  const times = Float64Array.from(stored, (record) => record.event.occurredAt).sort();
  const lags = Float64Array.from(times, (at) => receivedAt - at).sort();
  const figures = {
    received: outcome.received,
    stored: stored.length,
    duplicate: duplicates.length,
    rejected: outcome.rejected,
    filtered: stored.filter((record) => record.filterReason !== null).length,
    firstEventAt: times[0] ?? null,
    lastEventAt: times.at(-1) ?? null,
    lagMs: lags[Math.floor(lags.length / 2)] ?? null,
  };
  const finished = newestOf([...stored, ...duplicates]);
  return {
    figures,
    touched: [...timesByKind(stored)].flatMap(([kind, at]) => mergeRanges(at).map((range) => ({ kind, ...range }))),
    campaignIds: new Set(stored.map((record) => record.campaignId)),
    watermarks: [
      ...[...outcome.newestAt].map(([kind, at]) => ({ kind, stage: "received" as const, at })),
      ...[...finished].map(([kind, at]) => ({ kind, stage: "stored" as const, at })),
    ],
  };
}

/** Gives the newest event time of each kind, epoch milliseconds. */
export function newestOf(
  records: readonly { kind: EventKind; event: { occurredAt: number } }[],
): Map<EventKind, number> {
  const newest = new Map<EventKind, number>();
  for (const { kind, event } of records) {
    newest.set(kind, Math.max(event.occurredAt, newest.get(kind) ?? Number.NEGATIVE_INFINITY));
  }
  return newest;
}

function timesByKind(records: readonly IdentifiedRecord[]): Map<EventKind, number[]> {
  const times = new Map<EventKind, number[]>();
  for (const { kind, event } of records) {
    const known = times.get(kind);
    if (known) known.push(event.occurredAt);
    else times.set(kind, [event.occurredAt]);
  }
  return times;
}
