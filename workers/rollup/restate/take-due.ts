import type { WaitingRange } from "@/lib/storage/restatement/list-restate-ranges";
import { groupTimes, type TimeRange } from "../../runtime/group-times";
import type { Delays } from "./delays";

/** Two ranges that are farther apart than a day of 25 hours share no day of any calendar. */
const longestDayMs = 25 * 3_600_000;

/**
 * Says which ranges are to be compared now: those with no day that something restless touches, and those that have waited the
 * longest time.
 * @param restless event time that was touched a moment ago, or that is not refreshed yet
 */
export function takeDue(
  waiting: readonly WaitingRange[],
  restless: readonly TimeRange[],
  now: number,
  { mostMs }: Pick<Delays, "mostMs">,
): WaitingRange[] {
  const around = groupTimes(
    restless.map(({ from, to }) => ({ from: from - longestDayMs, to: to + longestDayMs })),
    0,
  );
  return waiting.filter(
    ({ from, to, createdAt }) =>
      createdAt <= now - mostMs || !around.some((each) => each.from <= to && each.to >= from),
  );
}
