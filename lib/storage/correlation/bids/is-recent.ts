/** Chunks are compressed after 100 days (migration 20261123000500_policies). */
const recentMs = 90 * 86_400_000;

/**
 * Whether event time from `at` on (epoch milliseconds) lies in chunks that are not compressed yet: there one probe of
 * an index an event is best. A compressed chunk has no such index, and is read once for all events instead.
 * Both ways find the same.
 */
export function isRecent(at: number): boolean {
  return at > Date.now() - recentMs;
}
