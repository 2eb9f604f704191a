import { markOf, type TrafficParams } from "@/lib/contracts/traffic";
import type { MarkedSpan, Stretch } from "./marked-span";

const dayMs = 86_400_000;
type Params = TrafficParams["user_on_many_addresses"];

/** The number of the UTC day that holds a time (epoch milliseconds), counted from 1970-01-01. */
export function utcDayOf(at: number): number {
  return Math.floor(at / dayMs);
}

/** Days before and after a touched one whose events it can mark: they share seven in a row with it. */
export const reachDays = 6;

/**
 * So many different addresses of a day have to be known to judge with these settings: a day with more
 * than either limit is over it, whatever the rest of its addresses are.
 */
export function enoughAddresses(stretches: readonly Stretch<Params>[]): number {
  return Math.max(0, ...stretches.flatMap(({ setting: { params } }) => [params.perDay, params.perWeek])) + 1;
}

/**
 * Gives the marks of a user's days: all events of a UTC day on which the user comes from more than `perDay`
 * different addresses, or which belongs to seven days in a row with more than `perWeek`.
 * @param addresses the different addresses of each day number; {@link enoughAddresses} of them are enough
 * @param stretches of the days that are judged; the six days before and after have to be known too
 * @returns at most one span for each day and stretch, in order
 */
export function manyAddressesMarks(
  addresses: ReadonlyMap<number, Iterable<string>>,
  stretches: readonly Stretch<Params>[],
): MarkedSpan[] {
  return stretches.flatMap(({ from, to, setting }) => {
    const mark = markOf("user_on_many_addresses", setting.version);
    const spans: MarkedSpan[] = [];
    for (const day of daysWithin(addresses.keys(), from, to)) {
      if (!isOverLimit(addresses, day, setting.params)) continue;
      spans.push({ from: Math.max(from, day * dayMs), to: Math.min(to, (day + 1) * dayMs - 1), mark });
    }
    return spans;
  });
}

/** A day without a known address can be over the limit too, by those around it. */
function daysWithin(known: Iterable<number>, from: number, to: number): number[] {
  const near = new Set<number>();
  for (const day of known) for (let each = day - reachDays; each <= day + reachDays; each += 1) near.add(each);
  return [...near].filter((day) => day >= utcDayOf(from) && day <= utcDayOf(to)).sort((a, b) => a - b);
}

function isOverLimit(addresses: ReadonlyMap<number, Iterable<string>>, day: number, params: Params): boolean {
  if (new Set(addresses.get(day) ?? []).size > params.perDay) return true;
  for (let first = day - reachDays; first <= day; first += 1) {
    const week = new Set<string>();
    for (let each = first; each <= first + reachDays; each += 1) {
      for (const address of addresses.get(each) ?? []) week.add(address);
    }
    if (week.size > params.perWeek) return true;
  }
  return false;
}
