import { type CampaignRules, dayMs, type JourneyEvent } from "./journey";

/**
 * The rule of DESIGN.md, "Correlation and attribution", said again as plainly as can be and with none of
 * the product's code: for each event look at all others.
 */
export function oracleMatches(events: readonly JourneyEvent[], rules: CampaignRules): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const click of events.filter((event) => event.kind === "click")) {
    const match = impressionOf(click, events, rules);
    answers[click.eventId] = [
      match ? "matched" : "orphan",
      match?.eventId ?? "-",
      click.creativeId ?? match?.creativeId ?? "unknown",
      click.site ?? match?.site ?? "unknown",
      click.device === "unknown" ? (match?.device ?? "unknown") : click.device,
      click.country === "unknown" ? (match?.country ?? "unknown") : click.country,
    ].join(" ");
  }
  return answers;
}

/** Of each conversion the winner of the default rule: last valid click in its window, else last valid view in its. */
export function oracleLastTouch(events: readonly JourneyEvent[], rules: CampaignRules): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const conversion of events.filter((event) => event.kind === "conversion")) {
    const touch = touchesOf(conversion, events, rules).at(-1);
    answers[conversion.eventId] = touch ? `${touch.kind} ${touch.eventId} ${placeOf(touch, events, rules)}` : "none";
  }
  return answers;
}

/** The touches that all models consider, oldest first. */
export function touchesOf(
  conversion: JourneyEvent,
  events: readonly JourneyEvent[],
  rules: CampaignRules,
): JourneyEvent[] {
  const within = (kind: string, days: number) =>
    events
      .filter((event) => event.kind === kind && !event.filtered)
      .filter((event) => event.at <= conversion.at && event.at >= conversion.at - days * dayMs)
      .sort(byTimeThenId);
  const clicks = within("click", rules.clickWindowDays);
  return clicks.length > 0 ? clicks : within("impression", rules.viewWindowDays);
}

function placeOf(touch: JourneyEvent, events: readonly JourneyEvent[], rules: CampaignRules): string {
  const match = touch.kind === "click" ? impressionOf(touch, events, rules) : undefined;
  const device = touch.device === "unknown" ? (match?.device ?? "unknown") : touch.device;
  return `${touch.creativeId ?? match?.creativeId ?? "unknown"} ${touch.site ?? match?.site ?? "unknown"} ${device}`;
}

function impressionOf(
  click: JourneyEvent,
  events: readonly JourneyEvent[],
  rules: CampaignRules,
): JourneyEvent | undefined {
  return events
    .filter((event) => event.kind === "impression")
    .filter((event) => event.at <= click.at && event.at >= click.at - rules.clickWindowDays * dayMs)
    .sort(byTimeThenId)
    .at(-1);
}

function byTimeThenId(a: JourneyEvent, b: JourneyEvent): number {
  return a.at - b.at || (a.eventId < b.eventId ? -1 : 1);
}
