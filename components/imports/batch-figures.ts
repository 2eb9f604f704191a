import type { Batch } from "@/lib/contracts/batch";

type Figures = Pick<Batch, "received" | "stored" | "duplicate" | "rejected" | "filtered" | "pending">;

/** Records that something became of. */
export function workedOff({ stored, duplicate, rejected }: Figures): number {
  return stored + duplicate + rejected;
}

export type SegmentKey = "counted" | "filtered" | "duplicate" | "rejected" | "pending";
export interface Segment {
  key: SegmentKey;
  label: string;
  count: number;
}

/** What all records of a batch are, each in one part only: `stored` as its valid and its invalid traffic. */
export function segmentsOf({ stored, duplicate, rejected, filtered, pending }: Figures): readonly Segment[] {
  return [
    { key: "counted", label: "stored", count: stored - filtered },
    { key: "filtered", label: "stored as invalid traffic", count: filtered },
    { key: "duplicate", label: "duplicate", count: duplicate },
    { key: "rejected", label: "rejected", count: rejected },
    { key: "pending", label: "pending", count: pending },
  ];
}

/** How far a batch has come: 0 to 1; null while it is not known how much there is. */
export function progressOf(batch: Figures & Pick<Batch, "state">): number | null {
  if (batch.state === "done" || batch.state === "failed") return 1;
  if (batch.state === "receiving" || batch.received === 0) return null;
  return workedOff(batch) / batch.received;
}

/** Whether received = stored + duplicate + rejected + pending. */
export function balances(batch: Figures): boolean {
  return batch.received === workedOff(batch) + batch.pending;
}
