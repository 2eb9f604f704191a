import { addDays, isCalendarDate } from "@/components/ui/calendar-date";

/** Which event time a change of a rule is for. */
export type DaysChoice = "always" | "from" | "days";
export interface EventDays {
  choice: DaysChoice;
  /** Calendar days in UTC, both counted; `to` only for `days`. */
  from: string;
  to: string;
}

/** As the API takes it: `to` is exclusive, and absent bounds are the beginning and for ever. */
export interface EventRange {
  from?: string;
  to?: string;
}

const midnight = (date: string) => `${date}T00:00:00.000Z`;

/** The event time of a choice, or what is wrong with it. */
export function toEventRange({ choice, from, to }: EventDays): { range: EventRange } | { problem: string } {
  if (choice === "always") return { range: {} };
  if (!isCalendarDate(from)) return { problem: "Choose the first day." };
  if (choice === "from") return { range: { from: midnight(from) } };
  if (!isCalendarDate(to)) return { problem: "Choose the last day." };
  if (to < from) return { problem: "The last day lies before the first." };
  return { range: { from: midnight(from), to: midnight(addDays(to, 1)) } };
}
