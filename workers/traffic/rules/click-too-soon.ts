/**
 * Tells whether a click came sooner after its impression than a person can make it. Where both times are
 * whole seconds their precision is a second, and nothing can be said.
 * @param seenAt the latest impression of the same user and campaign that is not later than the click
 * (epoch milliseconds), undefined without one
 * @param clickWindowMs of the campaign: an older impression is not the click's
 */
export function isTooSoon(
  clickAt: number,
  seenAt: number | undefined,
  { milliseconds }: { milliseconds: number },
  clickWindowMs: number,
): boolean {
  if (seenAt === undefined) return false;
  const afterMs = clickAt - seenAt;
  if (afterMs >= milliseconds || afterMs > clickWindowMs) return false;
  return clickAt % 1000 !== 0 || seenAt % 1000 !== 0;
}
