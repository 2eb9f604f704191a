import type { StoredPlain } from "../plain/settle";
import { unassigned } from "../world/write-record";
import { type Campaign, campaigns, type Model, models } from "./catalogue";

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A stored event with what correlation has to find out about it. */
export interface PlainEvent {
  kind: "impression" | "click" | "conversion" | "bid_request";
  id: string;
  at: number;
  user: string;
  source: string;
  campaign: string;
  creative: string;
  site: string;
  device: string;
  country: string;
  invalid: boolean;
  costMicros: bigint;
  viewable: boolean | null;
  auction: string | null;
  type: string;
  valueMicros: bigint;
  order: string | null;
  /** Of an impression: its bid request. Of a click: its impression. */
  cameFrom: PlainEvent | null;
}

export interface PlainCredit {
  conversion: PlainEvent;
  model: Model;
  position: number;
  touchKind: "click" | "view" | "none" | "repeat";
  touch: PlainEvent | null;
  creative: string;
  site: string;
  device: string;
  country: string;
  creditMicros: bigint;
  revenueMicros: bigint;
  costMicros: bigint;
}

/** All that has to be stored in the end, by plain loops over everything. */
export interface PlainRows {
  events: PlainEvent[];
  credits: PlainCredit[];
}

/** @param sourceOf who sent a stored event */
export function plainRows(stored: readonly StoredPlain[], sourceOf: (each: StoredPlain) => string): PlainRows {
  const events = stored.map((each) => toEvent(each, sourceOf(each)));
  matchImpressions(events);
  const journeys = groupBy(events, (event) => `${event.user} ${event.campaign}`);
  for (const journey of journeys.values()) matchClicks(journey);
  const counted = countedOfOrders(events);
  const credits = events
    .filter((event) => event.kind === "conversion")
    .flatMap((event) => creditsOf(event, journeys.get(`${event.user} ${event.campaign}`) ?? [], counted));
  return { events, credits };
}

function toEvent({ means }: StoredPlain, source: string): PlainEvent {
  const campaign = campaignOf(means.campaignId);
  const isPaidByClick = means.kind === "click" && campaign?.pricing === "cpc";
  return {
    kind: means.kind,
    id: means.eventId ?? "",
    at: means.at,
    user: means.userId,
    source,
    campaign: means.campaignId,
    creative: means.creativeId ?? "",
    site: means.site ?? (means.kind === "bid_request" ? "unknown" : ""),
    device: means.device,
    country: means.country,
    invalid: means.recordRules.length > 0,
    costMicros: isPaidByClick ? campaign.priceMicros : BigInt(means.priceMicros ?? 0),
    viewable: means.viewable ?? null,
    auction: means.auctionId ?? null,
    type: means.conversionType ?? "",
    valueMicros: BigInt(means.valueMicros ?? 0),
    order: means.orderId ?? null,
    cameFrom: null,
  };
}

export function campaignOf(id: string): Campaign | undefined {
  return campaigns.find((each) => each.id === id);
}

export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** By time, then by the bytes of the id. */
function inOrder(a: PlainEvent, b: PlainEvent): number {
  return a.at - b.at || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
}

function last(events: readonly PlainEvent[]): PlainEvent | undefined {
  return events.toSorted(inOrder).at(-1);
}

function matchImpressions(events: readonly PlainEvent[]): void {
  const bids = events.filter((event) => event.kind === "bid_request");
  const byAuction = groupBy(bids, (bid) => bid.auction);
  const byUser = groupBy(bids, (bid) => bid.user);
  for (const impression of events.filter((event) => event.kind === "impression")) {
    const age = (bid: PlainEvent) => impression.at - bid.at;
    const same = impression.auction === null ? [] : (byAuction.get(impression.auction) ?? []);
    const before = last(same.filter((bid) => age(bid) >= 0 && age(bid) <= dayMs));
    const after = same.filter((bid) => age(bid) < 0 && age(bid) >= -5 * minuteMs).toSorted(inOrder)[0];
    const near = (byUser.get(impression.user) ?? [])
      .filter((bid) => bid.campaign === impression.campaign || bid.campaign === unassigned)
      .filter((bid) => age(bid) >= 0 && age(bid) <= 5 * minuteMs);
    const byTime = impression.source === "oracle-by-user" ? last(near) : undefined;
    impression.cameFrom = before ?? after ?? byTime ?? null;
  }
}

function matchClicks(journey: readonly PlainEvent[]): void {
  const windowMs = (campaignOf(journey[0]?.campaign ?? "")?.clickWindowDays ?? 30) * dayMs;
  const impressions = journey.filter((event) => event.kind === "impression");
  for (const click of journey.filter((event) => event.kind === "click")) {
    const inside = impressions.filter((each) => each.at <= click.at && click.at - each.at <= windowMs);
    const impression = last(inside);
    click.cameFrom = impression ?? null;
    click.creative ||= impression?.creative ?? "unknown";
    click.site ||= impression?.site ?? "unknown";
    if (click.device === "unknown") click.device = impression?.device ?? "unknown";
    if (click.country === "unknown") click.country = impression?.country ?? "unknown";
  }
}

/** The conversions with an order that count: of each campaign and order the first valid one, else the first. */
function countedOfOrders(events: readonly PlainEvent[]): Set<PlainEvent> {
  const conversions = events.filter((event) => event.kind === "conversion" && event.order !== null);
  const orders = groupBy(conversions, (event) => `${event.campaign} ${event.order}`);
  return new Set(
    [...orders.values()].flatMap((order) => {
      const valid = order.filter((event) => !event.invalid);
      return (valid.length > 0 ? valid : order).toSorted(inOrder).slice(0, 1);
    }),
  );
}

function creditsOf(conversion: PlainEvent, journey: readonly PlainEvent[], counted: Set<PlainEvent>): PlainCredit[] {
  if (conversion.order !== null && !counted.has(conversion))
    return models.map((model) => nobody(conversion, model, "repeat"));
  const campaign = campaignOf(conversion.campaign);
  if (!campaign) throw new Error(`no campaign ${conversion.campaign}`);
  const inside = (kind: string, days: number) =>
    journey
      .filter((event) => event.kind === kind && !event.invalid)
      .filter((event) => event.at <= conversion.at && conversion.at - event.at <= days * dayMs)
      .toSorted(inOrder)
      .slice(-50);
  const clicks = inside("click", campaign.clickWindowDays);
  const touches = clicks.length > 0 ? clicks : inside("impression", campaign.viewWindowDays);
  if (touches.length === 0) return models.map((model) => nobody(conversion, model, "none"));
  return models.flatMap((model) => {
    const credits = share(1_000_000n, weigh(model, touches, conversion.at));
    const revenues = share(conversion.valueMicros, credits);
    const costs = share(campaign.pricing === "cpa" ? campaign.priceMicros : 0n, credits);
    return touches
      .map((touch, index): PlainCredit => {
        const { creative, site, device, country } = touch;
        const amounts = { creditMicros: credits[index] ?? 0n, revenueMicros: revenues[index] ?? 0n };
        const touchKind = touch.kind === "click" ? "click" : "view";
        const place = { creative, site, device, country };
        return {
          conversion,
          model,
          position: 0,
          touchKind,
          touch,
          ...place,
          ...amounts,
          costMicros: costs[index] ?? 0n,
        };
      })
      .filter((credit) => credit.creditMicros > 0n)
      .map((credit, index) => ({ ...credit, position: index + 1 }));
  });
}

function nobody(conversion: PlainEvent, model: Model, touchKind: "none" | "repeat"): PlainCredit {
  const { creative, site, device, country } = conversion;
  const place = { creative: creative || "unknown", site: site || "unknown", device, country };
  const nothing = { creditMicros: 0n, revenueMicros: 0n, costMicros: 0n };
  return { conversion, model, position: 0, touchKind, touch: null, ...place, ...nothing };
}

/** As docs/attribution.md defines the models; time decay in units of 2^-40. */
function weigh(model: Model, touches: readonly PlainEvent[], at: number): bigint[] {
  const count = touches.length;
  return touches.map((touch, index) => {
    const isFirst = index === 0;
    const isLast = index === count - 1;
    if (model === "last_touch") return isLast ? 1n : 0n;
    if (model === "first_touch") return isFirst ? 1n : 0n;
    if (model === "time_decay") return BigInt(Math.round(2 ** 40 * 2 ** (-(at - touch.at) / (7 * dayMs))));
    if (model === "linear" || count < 3) return 1n;
    return isFirst || isLast ? 40n * BigInt(count - 2) : 20n;
  });
}

/** Whole numbers in these proportions; what rounding down leaves goes to the largest rests, of equal ones to the later. */
function share(whole: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  const parts = weights.map((weight) => (whole * weight) / sum);
  const rests = weights.map((weight) => (whole * weight) % sum);
  for (let left = whole - parts.reduce((total, part) => total + part, 0n); left > 0n; left -= 1n) {
    let most = 0;
    for (const [index, rest] of rests.entries()) if (rest >= (rests[most] ?? 0n)) most = index;
    parts[most] = (parts[most] ?? 0n) + 1n;
    rests[most] = -1n;
  }
  return parts;
}
