import type { Finding } from "@/lib/storage/alerts/finding";
import { listUnresolved } from "@/lib/storage/alerts/list-unresolved";
import { recordFinding } from "@/lib/storage/alerts/record-finding";
import { resolveAlerts } from "@/lib/storage/alerts/resolve-alerts";
import { listArrivals } from "@/lib/storage/monitoring/list-arrivals";
import { listRejectCounts } from "@/lib/storage/monitoring/list-reject-counts";
import type { RoleContext } from "@/workers/runtime/role";
import { booksMonitor, evaluateBooks } from "./evaluate-books";
import { evaluateFreshness, freshnessMonitor } from "./evaluate-freshness";
import { evaluateRejectRate, rejectRateMonitor, rejectWindowMs } from "./evaluate-reject-rate";
import { findFaultyBatches } from "./find-faulty-batches";

type Context = Pick<RoleContext, "prisma" | "log" | "clock"> & { env: Pick<RoleContext["env"], "RETENTION_DAYS"> };

/** Records that waited longer than this in the queue are not part of a reject rate. */
const longestQueueMs = 60 * 60_000;

/**
 * Looks at everything once, and brings what it found into the alerts. One monitor goes on when another fails.
 * @returns whether an alert began, came again or ended
 */
export async function runMonitors(context: Context): Promise<boolean> {
  const now = context.clock.now();
  const monitors = {
    [freshnessMonitor]: watchFreshness,
    [rejectRateMonitor]: watchRejectRate,
    [booksMonitor]: watchBooks,
  };
  let hasChanged = false;
  for (const [monitor, watch] of Object.entries(monitors)) {
    try {
      hasChanged = (await watch(context, now)) || hasChanged;
    } catch (error) {
      context.log.error({ err: error, monitor }, "monitor failed, it looks again in its next round");
    }
  }
  return hasChanged;
}

async function watchFreshness(context: Context, now: Date): Promise<boolean> {
  const findings = evaluateFreshness(await listArrivals(context.prisma), now);
  return bringIn(context, { monitor: freshnessMonitor, findings, keep: [], note: "Events come in again.", now });
}

async function watchRejectRate(context: Context, now: Date): Promise<boolean> {
  const { prisma } = context;
  const since = new Date(now.getTime() - rejectWindowMs);
  const counts = await listRejectCounts(prisma, since, new Date(since.getTime() - longestQueueMs));
  const { findings, keep } = evaluateRejectRate(counts, await listUnresolved(prisma, rejectRateMonitor));
  return bringIn(context, {
    monitor: rejectRateMonitor,
    findings,
    keep,
    note: "Few or no records are rejected any more.",
    now,
  });
}

async function watchBooks(context: Context, now: Date): Promise<boolean> {
  const findings = evaluateBooks(await findFaultyBatches(context));
  return bringIn(context, { monitor: booksMonitor, findings, keep: [], note: "The books balance again.", now });
}

interface Found {
  monitor: string;
  findings: readonly Finding[];
  keep: readonly string[];
  /** What the timeline says when an alert ends by itself. */
  note: string;
  now: Date;
}

/** @returns whether an alert began, came again or ended */
async function bringIn({ prisma, log }: Context, { monitor, findings, keep, note, now }: Found): Promise<boolean> {
  let hasChanged = false;
  for (const finding of findings) {
    const { fingerprint, severity } = finding;
    const outcome = await recordFinding(prisma, finding, now);
    if (outcome !== "opened" && outcome !== "reopened") continue;
    hasChanged = true;
    log.warn({ fingerprint, severity, outcome }, "alert");
  }
  const stay = [...findings.map((finding) => finding.fingerprint), ...keep];
  for (const alertId of await resolveAlerts(prisma, { monitor, keep: stay, note, now })) {
    hasChanged = true;
    log.info({ alertId, monitor }, "alert resolved");
  }
  return hasChanged;
}
