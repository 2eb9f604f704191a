import type { Rejection } from "@/lib/contracts/reject-reasons";

/** Times are epoch milliseconds. Measured against the arrival, so that a redelivery decides the same. */
export interface ClockRules {
  receivedAt: number;
  retentionDays: number;
}

const toleratedAheadMs = 3_600_000;
const dayMs = 86_400_000;

/** An event may be an hour ahead of its arrival, and as old as what is kept. */
export function checkClock(occurredAt: number, { receivedAt, retentionDays }: ClockRules): Rejection | null {
  const aheadMs = occurredAt - receivedAt;
  if (aheadMs > toleratedAheadMs) {
    const message = `occurredAt is ${Math.round(aheadMs / 60_000)} minutes after the record arrived: check the sender's clock and time zone.`;
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
