import { campaigns } from "../world/catalogue";
import type { Meaning } from "../world/sent";
import type { PlainSettings } from "./settings";
import type { StoredPlain } from "./settle";

const dayMs = 86_400_000;
const dayOf = (at: number) => Math.floor(at / dayMs);

/** The events of each key, in order of time. */
function groups(events: readonly Meaning[], keyOf: (event: Meaning) => string | null): Meaning[][] {
  const byKey = new Map<string, Meaning[]>();
  for (const event of events) {
    const key = keyOf(event);
    if (key === null) continue;
    const known = byKey.get(key);
    if (known) known.push(event);
    else byKey.set(key, [event]);
  }
  return [...byKey.values()].map((group) => group.sort((a, b) => a.at - b.at));
}

/** An IPv6 address stands for its /64; the world writes the four groups of it in front of `::`. */
function addressOf({ address }: Meaning): string | null {
  return address?.includes(":") ? (address.split("::")[0] ?? null) : address;
}

/** Works every mark out by loops over arrays. Gives the rules that mark each event. */
export function markAll(stored: readonly StoredPlain[], settings: PlainSettings): Map<Meaning, Set<string>> {
  const marks = new Map<Meaning, Set<string>>();
  for (const { means } of stored) marks.set(means, new Set(means.recordRules));
  const mark = (event: Meaning, rule: string) => marks.get(event)?.add(rule);
  const journeys = stored.map(({ means }) => means).filter((means) => means.kind !== "bid_request");
  markRates(journeys, (event) => event.userId, "user_rate", settings, mark);
  markRates(journeys, addressOf, "address_rate", settings, mark);
  markRates(journeys, (event) => event.site, "site_rate", settings, mark);
  markRepeated(journeys, settings, mark);
  markByImpression(journeys, settings, mark);
  markWanderers(journeys, settings, mark);
  return marks;
}

type Mark = (event: Meaning, rule: string) => void;

function markRates(
  events: readonly Meaning[],
  keyOf: (event: Meaning) => string | null,
  rule: string,
  settings: PlainSettings,
  mark: Mark,
): void {
  for (const kind of ["impression", "click"]) {
    for (const group of groups(
      events.filter((event) => event.kind === kind),
      keyOf,
    )) {
      for (const event of group) if (isDense(group, event)) mark(event, rule);
    }
  }

  /** Whether some window that begins at an event of the group and holds this one has too many. */
  function isDense(group: readonly Meaning[], event: Meaning): boolean {
    return settings.at(rule, event.at).params.limits.some(({ kind, seconds, events: most }) => {
      if (kind !== event.kind || group.length <= most) return false;
      for (const first of group) {
        if (first.at > event.at) break;
        if (event.at >= first.at + seconds * 1000) continue;
        let inside = 0;
        for (const other of group) if (other.at >= first.at && other.at < first.at + seconds * 1000) inside += 1;
        if (inside > most) return true;
      }
      return false;
    });
  }
}

function markRepeated(events: readonly Meaning[], settings: PlainSettings, mark: Mark): void {
  const clicks = events.filter((event) => event.kind === "click");
  for (const group of groups(clicks, (event) => `${event.userId}|${event.campaignId}|${event.creativeId}`)) {
    for (const event of group) {
      const { seconds } = settings.at("repeated_click", event.at).params;
      const isAgain = group.some((other) => isBefore(other, event) && event.at - other.at <= (seconds ?? 0) * 1000);
      if (isAgain) mark(event, "repeated_click");
    }
  }
}

/** Of two at one instant the lesser id is the first; the world gives ids to all that are. */
function isBefore(a: Meaning, b: Meaning): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return Buffer.compare(Buffer.from(a.eventId ?? ""), Buffer.from(b.eventId ?? "")) < 0;
}

function markByImpression(events: readonly Meaning[], settings: PlainSettings, mark: Mark): void {
  const orphans = new Set<Meaning>();
  for (const group of groups(events, (event) => `${event.userId}|${event.campaignId}`)) {
    for (const click of group.filter((event) => event.kind === "click")) {
      const days = campaigns.find((campaign) => campaign.id === click.campaignId)?.clickWindowDays ?? 30;
      const before = group.filter(
        (event) => event.kind === "impression" && event.at <= click.at && click.at - event.at <= days * dayMs,
      );
      const latest = before.at(-1);
      if (!latest) orphans.add(click);
      else if (isTooSoon(latest.at, click.at)) mark(click, "click_too_soon");
    }
  }
  const clicks = events.filter((event) => event.kind === "click");
  for (const group of groups(clicks, (event) => `${event.campaignId}|${dayOf(event.at)}`)) {
    const matched = group.filter((click) => !orphans.has(click)).length;
    for (const click of group) {
      const { minClicks = 0, minMatchedShare = 0 } = settings.at("click_without_impression", click.at).params;
      const isMeasured = group.length >= minClicks && matched / group.length >= minMatchedShare;
      if (isMeasured && orphans.has(click)) mark(click, "click_without_impression");
    }
  }

  function isTooSoon(seenAt: number, clickAt: number): boolean {
    if (seenAt % 1000 === 0 && clickAt % 1000 === 0) return false;
    return clickAt - seenAt < (settings.at("click_too_soon", clickAt).params.milliseconds ?? 0);
  }
}

function markWanderers(events: readonly Meaning[], settings: PlainSettings, mark: Mark): void {
  for (const group of groups(events, (event) => event.userId)) {
    const distinct = (from: number, to: number) =>
      new Set(
        group
          .filter((event) => dayOf(event.at) >= from && dayOf(event.at) <= to)
          .map(addressOf)
          .filter((each) => each !== null),
      ).size;
    if (new Set(group.map(addressOf)).size <= 10) continue;
    for (const event of group) {
      const { perDay = 0, perWeek = 0 } = settings.at("user_on_many_addresses", event.at).params;
      const day = dayOf(event.at);
      let isMany = distinct(day, day) > perDay;
      for (let first = day - 6; first <= day; first += 1) isMany ||= distinct(first, first + 6) > perWeek;
      if (isMany) mark(event, "user_on_many_addresses");
    }
  }
}
