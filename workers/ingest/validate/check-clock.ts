import type { Rejection } from "@/lib/contracts/reject-reasons";

/** Times are epoch milliseconds. Measured against the arrival, so that a redelivery decides the same. */
export interface ClockRules {
  receivedAt: number;
  retentionDays: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const toleratedAheadMs = hourMs;

/** An event may be an hour ahead of its arrival, and as old as what is kept. */
export function checkClock(occurredAt: number, { receivedAt, retentionDays }: ClockRules): Rejection | null {
  const aheadMs = occurredAt - receivedAt;
  if (aheadMs > toleratedAheadMs) {
    const message = `occurredAt is ${roughly(aheadMs)} after the record arrived: check the sender's clock and time zone.`;
    return { reason: "clock_skew", field: "occurredAt", message };
  }
  if (aheadMs < -retentionDays * dayMs) {
    return {
      reason: "out_of_range",
      field: "occurredAt",
      message: `occurredAt is older than the ${retentionDays} days for which events are kept.`,
    };
  }
  return null;
}

/** In the unit of which it has a few. */
function roughly(ms: number): string {
  if (ms < 3 * hourMs) return `${Math.round(ms / 60_000)} minutes`;
  if (ms < 3 * dayMs) return `${Math.round(ms / hourMs)} hours`;
  return `${Math.round(ms / dayMs)} days`;
}
