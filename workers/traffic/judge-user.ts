import { compareJourney, dayMs } from "@/lib/attribution/journey";
import type { TrafficRuleName } from "@/lib/contracts/traffic";
import type { TrafficSettings } from "@/lib/contracts/traffic-settings";
import type { UserEvent, UserSpan } from "@/lib/storage/traffic/load-users";
import { ClickWalk, nearMsOf } from "./click-walk";
import { markOfRule, replaceMark } from "./marks";
import { rateReach } from "./rate-reach";
import type { MarkedSpan } from "./rules/marked-span";
import { rateMarks } from "./rules/rate";
import { manyAddressesMarks, reachDays, utcDayOf } from "./rules/user-on-many-addresses";

/** The click windows of campaigns in milliseconds, by their ids. */
export interface ClickWindows {
  of(campaignId: string): number;
  /** The longest of all. */
  longest: number;
}

export interface UserVerdict {
  /** The events whose marks are others now. */
  changed: { event: UserEvent; marks: string[] }[];
  /** Campaigns and UTC days (numbers) of clicks that can have or lack an impression now. */
  clickDays: { campaignId: string; day: number }[];
}

/** What of a user has to be known to judge what events between `from` and `to` can change. */
export function spanToKnow({ userKey, from, to }: UserSpan, windows: ClickWindows): UserSpan {
  const days = { from: utcDayOf(from) - 2 * reachDays, to: utcDayOf(to) + 2 * reachDays };
  return { userKey, from: days.from * dayMs, to: Math.max((days.to + 1) * dayMs - 1, to + windows.longest) };
}

/**
 * Judges by the rules over a user's events what events that were touched between `from` and `to` can change:
 * rates within their windows both ways, clicks moments later, addresses of six days before and after.
 * @param events all of the user in {@link spanToKnow}
 */
export function judgeUser(
  touched: UserSpan,
  events: readonly UserEvent[],
  settings: TrafficSettings,
  windows: ClickWindows,
): UserVerdict {
  const ordered = events.toSorted(compareJourney);
  const verdicts = new Verdicts();
  for (const kind of ["impression", "click"] as const) judgeRate(kind, touched, ordered, settings, verdicts);
  judgeAddresses(touched, ordered, settings, verdicts);
  judgeClicks(touched, ordered, settings, windows, verdicts);
  const { from, to } = touched;
  const clickDays = ordered
    .filter(({ kind, at, campaignId }) => kind === "click" && at >= from && at <= to + windows.of(campaignId))
    .map(({ campaignId, at }) => ({ campaignId, day: utcDayOf(at) }));
  return { changed: verdicts.changed(), clickDays };
}

/** The marks that events are to have, where they differ from those that they have. */
class Verdicts {
  readonly #marks = new Map<UserEvent, string[]>();

  say(event: UserEvent, rule: TrafficRuleName, wanted: string | null): void {
    const marks = this.#marks.get(event) ?? event.marks;
    if (markOfRule(marks, rule) !== wanted) this.#marks.set(event, replaceMark(marks, rule, wanted));
  }

  /** Of events in the order of the spans, which lie apart from each other. */
  sayAll(events: readonly UserEvent[], rule: TrafficRuleName, spans: readonly MarkedSpan[]): void {
    let index = 0;
    for (const event of events) {
      while ((spans[index]?.to ?? event.at) < event.at) index += 1;
      const span = spans[index];
      this.say(event, rule, span && span.from <= event.at ? span.mark : null);
    }
  }

  changed(): UserVerdict["changed"] {
    return [...this.#marks].map(([event, marks]) => ({ event, marks }));
  }
}

function judgeRate(
  kind: "impression" | "click",
  touched: UserSpan,
  ordered: readonly UserEvent[],
  settings: TrafficSettings,
  verdicts: Verdicts,
): void {
  const own = ordered.filter((event) => event.kind === kind);
  const { ms } = rateReach(settings, "user_rate", kind, touched);
  const [from, to] = [touched.from - ms, touched.to + ms];
  const times = own.map((event) => event.at);
  const spans = rateMarks("user_rate", kind, times, settings.between("user_rate", from, to));
  verdicts.sayAll(
    own.filter((event) => event.at >= from && event.at <= to),
    "user_rate",
    spans,
  );
}

function judgeAddresses(
  touched: UserSpan,
  ordered: readonly UserEvent[],
  settings: TrafficSettings,
  verdicts: Verdicts,
): void {
  const addresses = new Map<number, Set<string>>();
  for (const { at, addressKey } of ordered) {
    if (addressKey === null) continue;
    const day = utcDayOf(at);
    addresses.set(day, (addresses.get(day) ?? new Set()).add(addressKey));
  }
  const from = (utcDayOf(touched.from) - reachDays) * dayMs;
  const to = (utcDayOf(touched.to) + reachDays + 1) * dayMs - 1;
  const spans = manyAddressesMarks(addresses, settings.between("user_on_many_addresses", from, to));
  verdicts.sayAll(
    ordered.filter((event) => event.at >= from && event.at <= to),
    "user_on_many_addresses",
    spans,
  );
}

function judgeClicks(
  touched: UserSpan,
  ordered: readonly UserEvent[],
  settings: TrafficSettings,
  windows: ClickWindows,
  verdicts: Verdicts,
): void {
  const nearMs = nearMsOf(settings, touched);
  const walks = new Map<string, ClickWalk>();
  for (const event of ordered) {
    if (event.at < touched.from - nearMs || event.at > touched.to + nearMs) continue;
    const walk = walks.get(event.campaignId) ?? new ClickWalk(settings, windows.of(event.campaignId), nearMs);
    walks.set(event.campaignId, walk);
    const verdict = walk.step(event);
    if (!verdict || event.at < touched.from) continue;
    verdicts.say(event, "repeated_click", verdict.repeated_click);
    verdicts.say(event, "click_too_soon", verdict.click_too_soon);
  }
}
