/** No sparkline has room for more points. */
const mostPoints = 92;
/** So many campaigns times points are answered; a list of more campaigns gets wider points. */
const mostFigures = 60_000;

/** How many days one point of a trend stands for, so that the answer stays small. */
export function daysPerPoint(days: number, campaigns: number): number {
  const points = Math.max(1, Math.min(mostPoints, Math.floor(mostFigures / Math.max(1, campaigns))));
  return Math.max(1, Math.ceil(days / points));
}

/** Every n-th of the days' edges, and the last: the newest point may be shorter than the others. */
export function mergeDays(edges: readonly number[], each: number): number[] {
  const last = edges.at(-1);
  const merged = edges.filter((_, index) => index % each === 0 && index < edges.length - 1);
  return last === undefined ? merged : [...merged, last];
}
