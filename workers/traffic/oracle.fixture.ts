import { type TrafficRuleName, trafficRuleNames } from "@/lib/contracts/traffic";
import type { TrafficSettings } from "@/lib/contracts/traffic-settings";

/** An event as the rules over several events see it. */
export interface OracleEvent {
  kind: "impression" | "click" | "conversion";
  eventId: string;
  at: number;
  userKey: string;
  campaignId: string;
  creativeId: string | null;
  site: string | null;
  addressKey: string | null;
  /** Of the rules that look at one record. */
  recordMarks: string[];
}

const dayMs = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/**
 * The rules said again as plainly as can be, and with none of the product's code but the settings: for each
 * event look at all others.
 */
export function oracleMarks(
  events: readonly OracleEvent[],
  settings: TrafficSettings,
  windowMs: (campaignId: string) => number,
): Map<string, string[]> {
  const judges: Partial<Record<TrafficRuleName, (event: OracleEvent) => boolean>> = {
    repeated_click: (event) => isRepeated(event, events, settings.at("repeated_click", event.at).params.seconds),
    click_too_soon: (event) =>
      isSoon(event, events, settings.at("click_too_soon", event.at).params.milliseconds, windowMs(event.campaignId)),
    user_rate: (event) => isTooMany(event, events, (each) => each.userKey, settings.at("user_rate", event.at).params),
    address_rate: (event) =>
      isTooMany(event, events, (each) => each.addressKey, settings.at("address_rate", event.at).params),
    site_rate: (event) => isTooMany(event, events, (each) => each.site, settings.at("site_rate", event.at).params),
    user_on_many_addresses: (event) => isOnMany(event, events, settings.at("user_on_many_addresses", event.at).params),
    click_without_impression: (event) =>
      isWithout(event, events, settings.at("click_without_impression", event.at).params, windowMs(event.campaignId)),
  };
  return new Map(
    events.map((event) => [
      `${event.kind} ${event.eventId}`,
      trafficRuleNames.flatMap((rule) => {
        const record = event.recordMarks.filter((mark) => mark.startsWith(`${rule}@`));
        return judges[rule]?.(event) ? [`${rule}@${settings.at(rule, event.at).version}`] : record;
      }),
    ]),
  );
}

function isRepeated(event: OracleEvent, events: readonly OracleEvent[], seconds: number): boolean {
  if (event.kind !== "click") return false;
  return events.some(
    (other) =>
      other !== event &&
      other.kind === "click" &&
      other.userKey === event.userKey &&
      other.campaignId === event.campaignId &&
      other.creativeId === event.creativeId &&
      (other.at < event.at || (other.at === event.at && other.eventId < event.eventId)) &&
      event.at - other.at <= seconds * 1000,
  );
}

function isSoon(event: OracleEvent, events: readonly OracleEvent[], milliseconds: number, windowMs: number): boolean {
  if (event.kind !== "click") return false;
  const times = impressionsOf(event, events)
    .map((other) => other.at)
    .filter((at) => at <= event.at && at >= event.at - windowMs);
  if (times.length === 0) return false;
  const latest = Math.max(...times);
  if (latest % 1000 === 0 && event.at % 1000 === 0) return false;
  return event.at - latest < milliseconds;
}

function impressionsOf(event: OracleEvent, events: readonly OracleEvent[]): OracleEvent[] {
  return events.filter(
    (other) => other.kind === "impression" && other.userKey === event.userKey && other.campaignId === event.campaignId,
  );
}

function isTooMany(
  event: OracleEvent,
  events: readonly OracleEvent[],
  keyOf: (event: OracleEvent) => string | null,
  { limits }: { limits: { kind: string; seconds: number; events: number }[] },
): boolean {
  if (keyOf(event) === null) return false;
  const times = events
    .filter((other) => other.kind === event.kind && keyOf(other) === keyOf(event))
    .map((other) => other.at);
  return limits
    .filter((limit) => limit.kind === event.kind)
    .some((limit) =>
      times
        .filter((start) => start <= event.at && event.at < start + limit.seconds * 1000)
        .some((start) => times.filter((at) => at >= start && at < start + limit.seconds * 1000).length > limit.events),
    );
}

function isOnMany(
  event: OracleEvent,
  events: readonly OracleEvent[],
  { perDay, perWeek }: { perDay: number; perWeek: number },
): boolean {
  const own = events.filter((other) => other.userKey === event.userKey && other.addressKey !== null);
  const different = (days: string[]) =>
    new Set(own.filter((other) => days.includes(dayOf(other.at))).map((other) => other.addressKey)).size;
  if (different([dayOf(event.at)]) > perDay) return true;
  return [0, 1, 2, 3, 4, 5, 6].some((before) => {
    const run = [0, 1, 2, 3, 4, 5, 6].map((after) => dayOf(event.at + (after - before) * dayMs));
    return different(run) > perWeek;
  });
}

function isWithout(
  event: OracleEvent,
  events: readonly OracleEvent[],
  { minClicks, minMatchedShare }: { minClicks: number; minMatchedShare: number },
  windowMs: number,
): boolean {
  if (event.kind !== "click") return false;
  const isMatched = (click: OracleEvent) =>
    impressionsOf(click, events).some((other) => other.at <= click.at && click.at - other.at <= windowMs);
  if (isMatched(event)) return false;
  const clicks = events.filter(
    (other) => other.kind === "click" && other.campaignId === event.campaignId && dayOf(other.at) === dayOf(event.at),
  );
  return clicks.length >= minClicks && clicks.filter(isMatched).length / clicks.length >= minMatchedShare;
}
