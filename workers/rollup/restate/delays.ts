/** When days are compared with what was reported of them; milliseconds. */
export interface Delays {
  /** A touched day is compared when nothing of it was touched for so long … */
  quietMs: number;
  /** … and so long after it was touched in any case. */
  mostMs: number;
  /** A day has its first report so long after its end, since senders and queues are a little late. */
  firstReportMs: number;
}

/** @param quietSeconds `RESTATE_QUIET_SECONDS` */
export function delaysOfProduct(quietSeconds: number): Delays {
  return { quietMs: quietSeconds * 1000, mostMs: Math.max(5 * 60_000, quietSeconds * 1000), firstReportMs: 5 * 60_000 };
}
