import type { ErasureCursor } from "@/lib/contracts/erasure";

/** What one transaction of an erasure did. */
export interface Slice {
  /** Where to go on; null when all is done. */
  next: ErasureCursor | null;
  /** How many rows it deleted or emptied, by table. */
  counts: Record<string, number>;
}

/** Adds figures up by their names; those that are 0 are left out. */
export function addCounts(...all: Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts)) if (count !== 0) sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
}
