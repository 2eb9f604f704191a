import type { Pacing } from "@/lib/contracts/pacing";
import type { Zone } from "@/lib/read-models/campaigns/zone";
import type { FlightDates } from "./pacing-days";

const dayMs = 86_400_000;
/** "On pace" is so far from an even spread, in tenths of it. */
const toleranceTenths = 1;

export interface PacingInput extends FlightDates {
  budgetMicros: number | null;
  spentMicros: number;
  /** Mean of the last whole days; null without any. */
  averagePerDayMicros: number | null;
  zone: Zone;
  /** Epoch milliseconds. */
  now: number;
}

type Figures = Pick<
  Pacing,
  | "state"
  | "remainingMicros"
  | "flightDays"
  | "elapsedDays"
  | "evenMicros"
  | "pace"
  | "neededPerDayMicros"
  | "projectedMicros"
>;

/** How a budget is doing against an even spread over its flight; definitions in `lib/contracts/pacing.ts`. */
export function pacingFigures(input: PacingInput): Figures {
  const { budgetMicros: budget, spentMicros: spent, averagePerDayMicros: average } = input;
  const flight = flightAt(input);
  const even = budget === null || flight === null ? null : (budget * flight.elapsed) / flight.days;
  const left = flight === null ? 0 : flight.days - flight.elapsed;
  return {
    state: stateOf(input, even),
    remainingMicros: budget === null ? null : budget - spent,
    flightDays: flight?.days ?? null,
    elapsedDays: flight?.elapsed ?? null,
    evenMicros: even === null ? null : Math.round(even),
    pace: even === null || even === 0 ? null : spent / even,
    neededPerDayMicros: budget === null || left === 0 ? null : Math.round(Math.max(0, budget - spent) / left),
    projectedMicros: projected(spent, average, flight === null ? null : left),
  };
}

/** Days of the flight, and how many have passed: whole ones, and the lived part of today (of 23 to 25 hours). */
function flightAt({ startsOn, endsOn, zone, now }: PacingInput): { days: number; elapsed: number } | null {
  if (startsOn === null || endsOn === null) return null;
  const [start, end, today] = [Date.parse(startsOn), Date.parse(endsOn), zone.dayOf(now)];
  const days = (end - start) / dayMs + 1;
  if (today < start) return { days, elapsed: 0 };
  if (today > end) return { days, elapsed: days };
  const [dayStart, dayEnd] = [zone.startOfDay(today), zone.startOfDay(today + dayMs)];
  return { days, elapsed: (today - start) / dayMs + (now - dayStart) / (dayEnd - dayStart) };
}

function stateOf(
  { budgetMicros, spentMicros, startsOn, endsOn, zone, now }: PacingInput,
  even: number | null,
): Pacing["state"] {
  if (budgetMicros === null) return "no_budget";
  if (startsOn === null || endsOn === null || even === null) return "no_flight";
  const today = zone.dayOf(now);
  if (today < Date.parse(startsOn)) return "not_started";
  if (today > Date.parse(endsOn)) return "ended";
  if (spentMicros >= budgetMicros) return "exhausted";
  if (spentMicros * 10 > even * (10 + toleranceTenths)) return "ahead";
  if (spentMicros * 10 < even * (10 - toleranceTenths)) return "behind";
  return "on_pace";
}

function projected(spent: number, average: number | null, left: number | null): number | null {
  if (left === null) return null;
  if (left === 0) return spent;
  return average === null ? null : Math.round(spent + average * left);
}
