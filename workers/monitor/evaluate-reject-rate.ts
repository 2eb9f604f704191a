import type { Finding } from "@/lib/storage/alerts/finding";
import type { RejectCount } from "@/lib/storage/monitoring/list-reject-counts";

export const rejectRateMonitor = "reject-rate";

/** The stretch of time that is judged. */
export const rejectWindowMs = 15 * 60_000;

/** Fewer records than that tell nothing. */
const leastRecords = 200;
const warningAbove = 0.05;
const criticalAbove = 0.2;
/** An alert ends only below this, so that a rate around the limit does not open and end it again and again. */
const overBelow = 0.04;

/**
 * Finds the sources of which too many records were rejected: more than 5 % is a warning, more than 20 %
 * critical, of at least 200 records.
 * @param unresolved fingerprints of the alerts that there are
 * @returns the findings, and the fingerprints of alerts that shall stay though they are no finding: their rate has
 * not come down to 4 %. Where nothing came any more the trouble is over.
 */
export function evaluateRejectRate(
  counts: readonly RejectCount[],
  unresolved: ReadonlySet<string>,
): { findings: Finding[]; keep: string[] } {
  const findings: Finding[] = [];
  const keep: string[] = [];
  for (const count of counts) {
    const fingerprint = `${rejectRateMonitor}:${count.sourceId}`;
    const rate = count.rejected / count.received;
    if (count.received >= leastRecords && rate > warningAbove) findings.push(toFinding(count, fingerprint, rate));
    else if (unresolved.has(fingerprint) && rate >= overBelow) keep.push(fingerprint);
  }
  return { findings, keep };
}

function toFinding(count: RejectCount, fingerprint: string, rate: number): Finding {
  const { sourceId, name, received, rejected, reasons } = count;
  return {
    fingerprint,
    monitor: rejectRateMonitor,
    title: `${Math.round(rate * 100)} % of the records of ${name} are rejected`,
    severity: rate > criticalAbove ? "critical" : "warning",
    sourceId,
    campaignId: null,
    metric: "rejectRate",
    observed: rate,
    expected: warningAbove,
    evidence: { windowMinutes: rejectWindowMs / 60_000, received, rejected, reasons },
  };
}
