import type { TouchedPair } from "@/lib/contracts/correlate";

/** Makes one entry of each user and campaign, spanning all that was touched of it. */
export function mergePairs(pairs: readonly TouchedPair[]): TouchedPair[] {
  const merged = new Map<string, TouchedPair>();
  for (const pair of pairs) {
    const key = `${pair.userKey} ${pair.campaignId}`;
    const before = merged.get(key);
    merged.set(
      key,
      before ? { ...before, from: Math.min(before.from, pair.from), to: Math.max(before.to, pair.to) } : pair,
    );
  }
  return [...merged.values()];
}
