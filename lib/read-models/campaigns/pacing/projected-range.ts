/** With fewer whole days nobody can say how much they differ. */
const leastDays = 5;
/** The spread is learned from at most so many of the last whole days; the mean from the last seven. */
const spreadDays = 28;
const averagedDays = 7;
/** A normal variable lies within so many standard deviations of its mean eight times of ten. */
const eightOfTen = 1.2816;

/**
 * Where spending likely ends, eight times of ten: the days to come vary as the last ones did, each for itself, and the
 * mean of seven days is itself uncertain by a seventh of their variance. Days that hang together (a weekend) make the
 * real range wider. Null with fewer than five whole days, or none to come.
 * @param costs of the last whole days, the oldest first
 * @param left days to come, today's rest as a part of one
 */
export function projectedRange(
  costs: readonly number[],
  { spentMicros, averagePerDayMicros, left }: { spentMicros: number; averagePerDayMicros: number | null; left: number },
): { lowMicros: number; highMicros: number } | null {
  const days = costs.slice(-spreadDays);
  if (averagePerDayMicros === null || days.length < leastDays || left <= 0) return null;
  const mean = days.reduce((sum, cost) => sum + cost, 0) / days.length;
  const variance = days.reduce((sum, cost) => sum + (cost - mean) ** 2, 0) / (days.length - 1);
  const spread = eightOfTen * Math.sqrt(variance * (left + (left * left) / Math.min(averagedDays, days.length)));
  const middle = spentMicros + averagePerDayMicros * left;
  return { lowMicros: Math.round(Math.max(spentMicros, middle - spread)), highMicros: Math.round(middle + spread) };
}
