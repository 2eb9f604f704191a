import type { PlainCredit, PlainEvent, PlainRows } from "./plain-rows";
import { zoneOf } from "./plain-views";

const formats = new Map<string, Intl.DateTimeFormat>();
const days = new Map<string, string>();
const quarterMs = 900_000;

/** The day of an instant in a zone's calendar, as 2026-11-23. */
export function dayOf(at: number, timeZone: string): string {
  const key = `${timeZone} ${Math.floor(at / quarterMs)}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  formats.set(timeZone, format);
  const day = format.format(at);
  days.set(key, day);
  return day;
}

const byKind: Record<PlainEvent["kind"], Record<string, (event: PlainEvent) => bigint | boolean>> = {
  bid_request: { bidRequests: () => true },
  impression: {
    impressions: () => true,
    viewableImpressions: (event) => event.viewable === true,
    mediaCostMicros: (event) => event.costMicros,
  },
  click: {
    clicks: () => true,
    orphanClicks: (event) => event.cameFrom === null,
    mediaCostMicros: (event) => event.costMicros,
  },
  conversion: {},
};

const ofCredit: Record<string, (credit: PlainCredit) => bigint | boolean> = {
  postClickMicros: (credit) => (credit.touchKind === "click" ? credit.creditMicros : 0n),
  postViewMicros: (credit) => (credit.touchKind === "view" ? credit.creditMicros : 0n),
  unattributedConversions: (credit) => credit.touchKind === "none",
  revenueMicros: (credit) => credit.revenueMicros,
  creditCostMicros: (credit) => credit.costMicros,
};

/**
 * What has to be reported of each campaign's day that was over before `now`, as lines
 * "campaign|day|metric.traffic[.model]|value"; figures of nothing are left out.
 */
export function expectDays({ events, credits }: PlainRows, now: number): string[] {
  const figures = new Map<string, bigint>();
  const add = (campaign: string, at: number, key: string, value: bigint) => {
    const zone = zoneOf(campaign);
    const day = dayOf(at, zone);
    if (value === 0n || day >= dayOf(now, zone)) return;
    const place = `${campaign}|${day}|${key}`;
    figures.set(place, (figures.get(place) ?? 0n) + value);
  };
  for (const event of events) {
    for (const [metric, of] of Object.entries(byKind[event.kind])) {
      add(event.campaign, event.at, `${metric}.gross`, BigInt(of(event)));
      if (!event.invalid) add(event.campaign, event.at, `${metric}.net`, BigInt(of(event)));
    }
  }
  for (const credit of credits) {
    const { campaign, at, invalid } = credit.conversion;
    for (const [metric, of] of Object.entries(ofCredit)) {
      add(campaign, at, `${metric}.gross.${credit.model}`, BigInt(of(credit)));
      if (!invalid) add(campaign, at, `${metric}.net.${credit.model}`, BigInt(of(credit)));
    }
  }
  return [...figures].map(([key, value]) => `${key}|${value}`).sort();
}
