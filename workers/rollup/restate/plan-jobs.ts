import { isTimeZone } from "@/lib/contracts/primitives";
import type { Database } from "@/lib/storage/prisma";
import { insertRestateRanges } from "@/lib/storage/restatement/insert-restate-ranges";
import { listMovedCampaigns } from "@/lib/storage/restatement/list-moved-campaigns";
import { listRestateRanges, listRestless, type WaitingRange } from "@/lib/storage/restatement/list-restate-ranges";
import { listZoneCampaigns } from "@/lib/storage/restatement/list-zone-campaigns";
import { listReportedZones } from "@/lib/storage/restatement/reported-zones";
import { listChunkSpans } from "@/lib/storage/rollup/list-chunk-spans";
import type { Delays } from "./delays";
import { type DueEnds, dayBefore, dueDays, dueDaysAfter, startOfDayAt } from "./due-days";
import type { Job } from "./job";
import { type Slice, slicesOf } from "./slices";
import { takeDue } from "./take-due";

/** So many ranges are compared in one go, and so many are asked whether a day is at rest. */
const takeRanges = 2000;
const dayMs = 86_400_000;

type Size = () => number;

/** Gives the zones of the catalogue that this runtime knows, as all that the door lets in. */
export async function listKnownZones(db: Database): ReturnType<typeof listReportedZones> {
  return (await listReportedZones(db)).filter(({ timeZone }) => isTimeZone(timeZone));
}

/** Gives since when (epoch milliseconds) days are not over in any calendar: the first report tells all of them. */
export async function startOfOpenDays(db: Database, { upTo }: DueEnds): Promise<number> {
  const starts = (await listKnownZones(db)).map(({ timeZone }) => startOfDayAt(timeZone, upTo));
  return Math.max(Number.NEGATIVE_INFINITY, ...starts);
}

/** Plans the comparison of the touched ranges that are due; undefined when none is. */
export async function planRanges(
  db: Database,
  { now, ends, delays, size }: { now: number; ends: DueEnds; delays: Delays; size: Size },
): Promise<Job | undefined> {
  const waiting = await listRestateRanges(db, takeRanges);
  if (waiting.length === 0) return undefined;
  const over = await startOfOpenDays(db, ends);
  // what comes all the time, of days that are not over anywhere, keeps no other day from its rest
  const restless = (await listRestless(db, new Date(now - delays.quietMs), takeRanges)).filter(
    ({ from }) => from < over,
  );
  const due = takeDue(waiting, restless, now, delays);
  if (due.length === 0) return undefined;
  return { rangeIds: due.map(({ id }) => id), slices: slicesOfRanges(db, due, ends, size) };
}

async function* slicesOfRanges(
  db: Database,
  ranges: readonly WaitingRange[],
  ends: DueEnds,
  size: Size,
): AsyncGenerator<Slice> {
  const named = ranges.flatMap(({ campaignIds }) => campaignIds ?? []);
  const among = ranges.some(({ campaignIds }) => campaignIds === null) ? null : [...new Set(named)];
  for (const { timeZone } of await listKnownZones(db)) {
    const runs = dueDays(timeZone, ranges, ends);
    if (runs.length > 0) yield* slicesOf(timeZone, runs, await listZoneCampaigns(db, timeZone, among), size);
  }
}

/** Plans the first reports of days that are over, of one zone; undefined when all have had theirs. */
export async function planFirstReports(
  db: Database,
  { ends, size }: { ends: DueEnds; size: Size },
): Promise<Job | undefined> {
  for (const { timeZone, through } of await listKnownZones(db)) {
    const run = dueDaysAfter(timeZone, through ?? (await dayBeforeData(db, timeZone, ends)), ends);
    const day = run?.days.at(-1);
    if (!run || !day) continue;
    const slices = async function* () {
      yield* slicesOf(timeZone, [run], await listZoneCampaigns(db, timeZone, null), size);
    };
    return { rangeIds: null, slices: slices(), through: { timeZone, day } };
  }
  return undefined;
}

async function dayBeforeData(db: Database, timeZone: string, { after, upTo }: DueEnds): Promise<string> {
  const spans = await listChunkSpans(db, ["impression", "click", "bid_request", "conversion_credit"]);
  const first = Math.max(after, Math.min(upTo, ...spans.map(({ from }) => from)));
  // a day more, since a chunk begins in the middle of some calendars' days
  return dayBefore(timeZone, Math.min(first, upTo - dayMs) - 1);
}

/** Has the days compared that were reported in a calendar which is not their campaign's any more. */
export async function noteMovedCampaigns(db: Database, now: number, { after }: DueEnds): Promise<void> {
  const moved = await listMovedCampaigns(db, new Date(after).toISOString().slice(0, 10));
  const ranges = moved.map(({ campaignId, firstDay, lastDay }) => ({
    // days that only the new calendar has beside them
    from: Date.parse(firstDay) - 2 * dayMs,
    to: Date.parse(lastDay) + 3 * dayMs,
    cause: "catalogue" as const,
    sourceId: "",
    campaignIds: [campaignId],
  }));
  await insertRestateRanges(db, ranges, new Date(now));
}
