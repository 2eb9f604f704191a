import { z } from "zod";

/**
 * - `no_budget`, `no_flight`: the campaign has no budget, or no first or last day
 * - `not_started`, `ended`: today lies before or after the flight
 * - `exhausted`: the budget is spent before the flight is over
 * - `on_pace`, `ahead`, `behind`: spent against an even spread over the flight, 10 % either way
 */
export const pacingStateSchema = z.enum([
  "no_budget",
  "no_flight",
  "not_started",
  "on_pace",
  "ahead",
  "behind",
  "exhausted",
  "ended",
]);

/** A budget that is spent so much faster or slower than evenly needs somebody. */
export const paceOff = 0.2;

/** Whether a running budget is more than {@link paceOff} from its even spread; a spent one is. */
export function isPacingOff({
  state,
  pace,
}: {
  state: z.infer<typeof pacingStateSchema>;
  pace: number | null;
}): boolean {
  if (state === "ended" || state === "not_started") return false;
  return state === "exhausted" || (pace !== null && Math.abs(pace - 1) > paceOff);
}

/** `GET /api/campaigns/{id}/pacing`: net cost in the campaign's own model, by days of the advertiser's calendar. */
export const pacingSchema = z.object({
  state: pacingStateSchema,
  currency: z.string(),
  timeZone: z.string(),
  startsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
  budgetMicros: z.number().nullable(),
  /** From the first day of the flight (without one: of all time) until today. */
  spentMicros: z.number(),
  /** budget − spent; below zero when more is spent. */
  remainingMicros: z.number().nullable(),
  /** Days of the flight, and how many of them have passed; today counts as the part of it that has. */
  flightDays: z.number().nullable(),
  elapsedDays: z.number().nullable(),
  /** What an even spread would have spent by now. */
  evenMicros: z.number().nullable(),
  /** spent / even */
  pace: z.number().nullable(),
  /** To spend the rest evenly until the end, from tomorrow on and the rest of today. */
  neededPerDayMicros: z.number().nullable(),
  /** Mean of the last seven whole days of the flight, or fewer since the start; null before the first is over. */
  averagePerDayMicros: z.number().nullable(),
  /** Spent at the end if the average goes on. */
  projectedMicros: z.number().nullable(),
  /** Between which it likely ends, eight times of ten; null with fewer than five whole days behind it. */
  projectedLowMicros: z.number().nullable(),
  projectedHighMicros: z.number().nullable(),
  /** Those of the flight that have begun, at most the last 1,100; without a first day the last 30. */
  days: z.array(z.object({ day: z.iso.date(), costMicros: z.number(), cumulativeMicros: z.number() })),
  asOf: z.iso.datetime(),
});
export type Pacing = z.infer<typeof pacingSchema>;
