import type { Freshness } from "@/lib/contracts/freshness";
import { type EventKind, eventKindSchema } from "@/lib/contracts/kinds";
import { freshnessState } from "./freshness-state";
import { type ArrivalRow, arrivalHours } from "./select-arrivals";
import type { LagRow } from "./select-lags";
import { stageSchema, type WatermarkRow } from "./select-watermarks";

export interface FreshnessSource {
  sourceId: string;
  name: string;
  createdAt: Date;
  expectedEverySeconds: number | null;
}

export interface FreshnessRows {
  sources: readonly FreshnessSource[];
  watermarks: readonly WatermarkRow[];
  lags: readonly LagRow[];
  arrivals: readonly ArrivalRow[];
}

/**
 * Puts together one row a source and kind, in the order of the sources; a source that has sent
 * nothing has one row without a kind. A stage's lag is how far its watermark is behind now.
 */
export function assembleFreshness(rows: FreshnessRows, now: Date): Freshness["sources"] {
  return rows.sources.flatMap((source) => {
    const kinds = kindsOf(source.sourceId, rows);
    if (kinds.length === 0) return [assembleRow(source, null, rows, now)];
    return kinds.map((kind) => assembleRow(source, kind, rows, now));
  });
}

/** The kinds that a source has sent: those stored, and those of which all was rejected. */
function kindsOf(sourceId: string, rows: FreshnessRows): EventKind[] {
  // later stages tell of other kinds too: late impressions change credits, which are the conversions' figures
  const own = rows.watermarks.filter((row) => row.sourceId === sourceId);
  const stored = new Set(own.filter((row) => ["received", "stored"].includes(row.stage)).map((row) => row.kind));
  const sent = rows.lags.filter((row) => row.sourceId === sourceId);
  const named = new Set(sent.filter((row) => row.named).map((row) => row.kind));
  const interactions = sent.some((row) => !row.named) && !stored.has("click") && !stored.has("conversion");
  return eventKindSchema.options.filter(
    (kind) => stored.has(kind) || named.has(kind) || (kind === "click" && interactions),
  );
}

function assembleRow(source: FreshnessSource, kind: EventKind | null, rows: FreshnessRows, now: Date) {
  const isThis = (row: { sourceId: string; kind: EventKind }) => row.sourceId === source.sourceId && row.kind === kind;
  const watermarks = rows.watermarks.filter(isThis);
  const lag = rows.lags.find(isThis);
  const lastReceivedAt = lag?.lastReceivedAt ?? lastSeenByDoor(watermarks);
  const newest = (stage: string) => watermarks.find((row) => row.stage === stage)?.watermark ?? null;
  const arrivals = new Array<number>(arrivalHours).fill(0);
  for (const row of rows.arrivals.filter(isThis)) arrivals[row.hour] = row.received;
  return {
    ...source,
    createdAt: source.createdAt.toISOString(),
    kind,
    state: freshnessState({ lastReceivedAt, expectedEverySeconds: source.expectedEverySeconds, now }),
    lastEventAt: (newest("stored") ?? newest("received"))?.toISOString() ?? null,
    lastReceivedAt: lastReceivedAt?.toISOString() ?? null,
    lagMs: { p50: lag?.p50 ?? null, p95: lag?.p95 ?? null, p99: lag?.p99 ?? null },
    stages: stageSchema.options.map((stage) => {
      const watermark = newest(stage);
      return {
        stage,
        watermark: watermark?.toISOString() ?? null,
        lagMs: watermark && Math.max(0, now.getTime() - watermark.getTime()),
      };
    }),
    arrivals,
  };
}

/** For arrivals older than the ledger that is read: when the first stages last said anything. */
function lastSeenByDoor(watermarks: readonly WatermarkRow[]): Date | null {
  const seen = watermarks.filter((row) => row.stage === "received" || row.stage === "stored");
  return seen.reduce<Date | null>((last, row) => (last && last > row.updatedAt ? last : row.updatedAt), null);
}
