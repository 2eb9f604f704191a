/**
 * How long to wait before attempt `attempt + 1`: doubles from `firstMs` up to `maxMs`, then varies by
 * up to a fifth so that those who failed together do not come back together.
 * @param attempt counted from 1
 */
export function backOffMs(attempt: number, { firstMs = 500, maxMs = 60_000, random = Math.random } = {}): number {
  const doubled = Math.min(maxMs, firstMs * 2 ** Math.min(30, Math.max(0, attempt - 1)));
  return Math.round(doubled * (0.9 + random() * 0.2));
}
