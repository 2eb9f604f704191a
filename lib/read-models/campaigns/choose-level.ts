const levels = [
  { level: "1d", ms: 86_400_000 },
  { level: "1h", ms: 3_600_000 },
] as const;

/** A level of the aggregates' hierarchy; days are UTC days. */
export type Level = "15m" | "1h" | "1d";

/**
 * Chooses the coarsest level that can be put together exactly into a report's buckets: every edge
 * (epoch milliseconds, multiples of 15 minutes) must be an edge of that level too. So days are read
 * by the day in UTC, by the hour in Berlin, by the quarter of an hour in Kathmandu.
 */
export function chooseLevel(edges: readonly number[]): Level {
  return levels.find(({ ms }) => edges.every((edge) => edge % ms === 0))?.level ?? "15m";
}
