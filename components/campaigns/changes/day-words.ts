import { formatCount, formatInteger, formatPercent } from "@/components/ui/format";
import type { StatusTone } from "@/components/ui/status-dot";
import type { Days } from "@/lib/contracts/lag";

export type Day = Days["days"][number];
type DayState = Day["state"];

export const dayStates: Record<DayState, { label: string; hint: string; tone: StatusTone }> = {
  open: { label: "open", hint: "the day is not over", tone: "info" },
  settling: { label: "settling", hint: "conversions of its touches are still to come", tone: "warning" },
  closed: { label: "closed", hint: "its windows are over, or 99% have come", tone: "success" },
};

/** What a day's mark says, in one sentence. */
export function dayText(day: Day): string {
  const { label, hint } = dayStates[day.state];
  const so = `${formatCount(day.conversions)} ${day.conversions === 1 ? "conversion" : "conversions"} so far`;
  const expected =
    day.state === "closed" || day.expected === null ? "" : `, about ${expectedText(day.expected)} to come`;
  const share = day.settledShare === null ? "" : ` (${formatPercent(day.settledShare, { digits: 0 })} settled)`;
  return `${label}: ${hint}. ${so}${expected}${share}.`;
}

/** An estimate, with no more digits than it is worth: "< 0.1", "3.4", "120". */
export function expectedText(expected: number): string {
  if (expected > 0 && expected < 0.05) return "< 0.1";
  return expected < 10 ? formatCount(Math.round(expected * 10) / 10) : formatInteger(expected);
}

/** What is still to come over all days that can tell, and how many days cannot. */
export function expectedOf(days: readonly Day[]): { expected: number; unknown: number } {
  const unsettled = days.filter((day) => day.state !== "closed");
  return {
    expected: unsettled.reduce((sum, day) => sum + (day.expected ?? 0), 0),
    unknown: unsettled.filter((day) => day.expected === null).length,
  };
}

const basisWords: Record<Days["curve"]["basis"], string> = {
  campaign: "this campaign’s own",
  advertiser: "the advertiser’s",
  all: "all advertisers’",
  none: "",
};

/** How it is known what is still to come. */
export function curveText({ basis, conversions }: Days["curve"]): string {
  if (basis === "none")
    return "Nobody can say yet how many more: it takes 50 conversions whose windows are over to learn how late they come.";
  return `Learned from how late ${formatInteger(conversions)} of ${basisWords[basis]} conversions came after their touch.`;
}
