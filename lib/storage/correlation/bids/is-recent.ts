/** Chunks are compressed after 100 days (migration 20261123000500_policies). */
const recentMs = 90 * 86_400_000;

/**
 * Whether event time from `at` on (epoch milliseconds) lies in chunks that are not compressed yet. A compressed chunk
 * has no index of auctions: it is looked through, so a probe for each of many would look through it as often.
 */
export function isRecent(at: number): boolean {
  return at > Date.now() - recentMs;
}
