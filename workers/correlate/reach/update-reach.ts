import type { TouchedPair } from "@/lib/contracts/correlate";
import type { RestatementCause } from "@/lib/contracts/restatement";
import type { Database } from "@/lib/storage/prisma";
import { DayBook } from "@/lib/storage/reach/day-book";
import { type DayWithImpressions, listDaysWithImpressions } from "@/lib/storage/reach/list-days-with-impressions";
import { listSharedDays, type SharedDay } from "@/lib/storage/reach/list-shared-days";
import { listUnsetDays } from "@/lib/storage/reach/list-unset-days";
import { type ChangedDay, probeDays, type TouchedDay } from "@/lib/storage/reach/probe-days";
import { ensureReachScopes } from "@/lib/storage/reach/scopes";
import { writeUserDays } from "@/lib/storage/reach/write-user-days";
import { mergePairs } from "../merge-pairs";
import { type CountedPair, countedPairs, touchedDays } from "./touched-days";

const dayMs = 86_400_000;
/** Of longer spans only the days are looked at in which there is anything. */
const longSpanMs = 8 * dayMs;
/** So many days are looked up by one statement: PostgreSQL takes time to compile what it thinks is more work. */
const daysAtOnce = 1000;
/** So many rows are written by one statement. */
const rowsAtOnce = 4000;
/** Why pairs are touched whose events were deleted or became invalid. */
const losingCauses: readonly RestatementCause[] = ["invalid_traffic", "erasure"];

/**
 * Works out again on which days the users of these pairs were reached, and notes what changed: in each scope's calendar
 * the days between `from` and `to` with an impression of theirs (gross) or a valid one (net). Belongs in the
 * transaction that holds the locks of the users' partitions. Doing it again changes nothing.
 * @param cause why they were touched; where no day can have lost anything by it, those kept as active are not looked
 * at: most of what comes is of users who were seen that day
 */
export async function updateReach(
  db: Database,
  pairs: readonly TouchedPair[],
  cause: RestatementCause = "invalid_traffic",
): Promise<void> {
  if (pairs.length === 0) return;
  const scopes = await ensureReachScopes(db, [...new Set(pairs.map((pair) => pair.campaignId))]);
  // one entry of each: two that touch the same day would each be told of a part of it
  const touched = await listTouchedDays(db, countedPairs(mergePairs(pairs), scopes));
  const days = losingCauses.includes(cause) ? touched : await withoutSetDays(db, touched);
  const changed: ChangedDay[] = [];
  for (let start = 0; start < days.length; start += daysAtOnce) {
    const some = await probeDays(db, days.slice(start, start + daysAtOnce));
    for (const each of some) changed.push({ ...each, no: start + each.no });
  }
  if (changed.length === 0) return;
  const lost = await write(db, days, changed);
  if (lost.length === 0) return;
  // an advertiser, and everything, keep a day as long as another campaign has it
  const shared = lost.flatMap((day) => sharedDays(at(days, day)));
  await write(db, shared, await listSharedDays(db, shared));
}

/** Leaves out the days to which nothing can be added. */
async function withoutSetDays(db: Database, days: readonly TouchedDay[]): Promise<TouchedDay[]> {
  const left = days.filter((day) => !day.isSharedReady);
  const ready = days.filter((day) => day.isSharedReady);
  for (let start = 0; start < ready.length; start += rowsAtOnce) {
    const some = ready.slice(start, start + rowsAtOnce);
    for (const no of await listUnsetDays(db, some)) left.push(at(some, no));
  }
  return left;
}

async function listTouchedDays(db: Database, pairs: readonly CountedPair[]): Promise<TouchedDay[]> {
  const short = pairs.filter((pair) => pair.to - pair.from <= longSpanMs);
  const long = pairs.filter((pair) => pair.to - pair.from > longSpanMs);
  const days = short.flatMap((pair) => touchedDays(pair));
  if (long.length === 0) return days;
  const spans = long.map(({ scopes, zones: _, ...pair }) => ({ ...pair, inUtc: scopes.inUtc, inZone: scopes.inZone }));
  const found: DayWithImpressions[][] = spans.map(() => []);
  for (const row of await listDaysWithImpressions(db, spans)) found[row.no]?.push(row);
  return [...days, ...long.flatMap((pair, index) => touchedDays(pair, found[index]))];
}

/**
 * Makes what is kept of these days what was found; a scope that is not the day's own only gains, since what was found
 * is of one campaign.
 * @returns which of the days lost something
 */
async function write(
  db: Database,
  days: readonly (Pick<TouchedDay, "userKey" | "day"> & { own?: number })[],
  changed: readonly ChangedDay[],
): Promise<number[]> {
  const book = new DayBook();
  for (const { no, scopeId, near } of changed) {
    const { userKey } = at(days, no);
    for (const block of near) book.take({ userKey, scopeId, ...block });
  }
  const lost: number[] = [];
  for (const { no, scopeId, gross, net } of changed) {
    const { userKey, day, own = scopeId } = at(days, no);
    if (own === scopeId) {
      if (book.set(userKey, scopeId, day, { gross, net })) lost.push(no);
    } else book.set(userKey, scopeId, day, { ...(gross && { gross }), ...(net && { net }) });
  }
  const rows = book.close();
  for (let start = 0; start < Math.max(rows.days.length, rows.deltas.length); start += rowsAtOnce) {
    const end = start + rowsAtOnce;
    await writeUserDays(db, rows.days.slice(start, end), rows.deltas.slice(start, end));
  }
  return lost;
}

function at<Day>(days: readonly Day[], no: number): Day {
  const day = days[no];
  if (day === undefined) throw new Error(`there is no touched day ${no}`);
  return day;
}

function sharedDays({ userKey, day, advertiser, all }: TouchedDay): SharedDay[] {
  return [advertiser, all].flatMap((scopeId) => (scopeId === null ? [] : [{ userKey, scopeId, day }]));
}
