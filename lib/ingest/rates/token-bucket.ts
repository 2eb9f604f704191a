/** What is left of a rate: full at one second of it, below zero when more was taken than there was. */
export interface Bucket {
  tokens: number;
  /** When `tokens` was right, in milliseconds. */
  atMs: number;
}

/** A bucket that nothing was taken from. */
export function fullBucket(perSecond: number, nowMs: number): Bucket {
  return { tokens: perSecond, atMs: nowMs };
}

/**
 * Fills a bucket up with the time that went by, one second of the rate at the most, and takes
 * `count` out of it, also when that is more than it holds: a debt is paid back by time.
 */
export function take({ tokens, atMs }: Bucket, count: number, perSecond: number, nowMs: number): Bucket {
  // a clock that is set back adds nothing
  const passedMs = Math.max(0, nowMs - atMs);
  const filled = Math.min(perSecond, tokens + (passedMs / 1000) * perSecond);
  return { tokens: filled - count, atMs: nowMs };
}

/** How many milliseconds it takes until nothing is owed. */
export function debtMs(bucket: Bucket, perSecond: number, nowMs: number): number {
  const { tokens } = take(bucket, 0, perSecond, nowMs);
  return tokens >= 0 ? 0 : (-tokens / perSecond) * 1000;
}
