import { campaignOf, type PlainCredit, type PlainEvent, type PlainRows } from "./plain-rows";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export const levels = [
  { name: "15m", ms: hourMs / 4 },
  { name: "1h", ms: hourMs },
  { name: "1d", ms: dayMs },
] as const;

/** A family of continuous aggregates: what it is grouped by beside the bucket, and what it adds up. */
interface Family<Row> {
  name: string;
  groups: Record<string, (row: Row) => string | null>;
  /** 1 or 0 to count, or an amount. */
  sums: Record<string, (row: Row) => bigint | boolean>;
  rows: (rows: PlainRows) => Row[];
  at: (row: Row) => number;
}

const ofKind = (kind: PlainEvent["kind"]) => (rows: PlainRows) => rows.events.filter((event) => event.kind === kind);
const campaign = (event: PlainEvent) => event.campaign;
const reason = (event: PlainEvent) => (event.invalid ? "known_crawler" : null);

type Sums = Record<string, (event: PlainEvent) => bigint | boolean>;

/** Each figure and its invalid part. */
function both(sums: Sums): Sums {
  return Object.fromEntries(
    Object.entries(sums).flatMap(([name, of]) => [
      [name, of],
      [`filtered_${name}`, (event: PlainEvent) => (event.invalid ? of(event) : 0n)],
    ]),
  );
}

const impressionSums = both({
  impressions: () => true,
  viewable_impressions: (event) => event.viewable === true,
  auction_impressions: (event) => event.auction !== null,
  cost_micros: (event) => event.costMicros,
});
const clickSums = both({
  clicks: () => true,
  orphan_clicks: (event) => event.cameFrom === null,
  cost_micros: (event) => event.costMicros,
});
const creditSums = Object.fromEntries(
  Object.entries({
    post_click_micros: (credit: PlainCredit) => (credit.touchKind === "click" ? credit.creditMicros : 0n),
    post_view_micros: (credit: PlainCredit) => (credit.touchKind === "view" ? credit.creditMicros : 0n),
    unattributed: (credit: PlainCredit) => credit.touchKind === "none",
    revenue_micros: (credit: PlainCredit) => credit.revenueMicros,
    cost_micros: (credit: PlainCredit) => credit.costMicros,
  }).flatMap(([name, of]) => [
    [name, of],
    [`filtered_${name}`, (credit: PlainCredit) => (credit.conversion.invalid ? of(credit) : 0n)],
  ]),
);

const dimensions = ["creative", "site", "device", "country"] as const;
const columnOf = (dimension: (typeof dimensions)[number]) => (dimension === "creative" ? "creative_id" : dimension);

function byDimension(
  prefix: string,
  kind: PlainEvent["kind"],
  sums: Sums,
  ofWhat: readonly (typeof dimensions)[number][],
) {
  return ofWhat.map(
    (dimension): Family<PlainEvent> => ({
      name: `${prefix}_by_${dimension}`,
      groups: { campaign_id: campaign, [columnOf(dimension)]: (event) => event[dimension] },
      sums,
      rows: ofKind(kind),
      at: (event) => event.at,
    }),
  );
}

/** Invalid conversions and bid requests by rule. */
function invalidBy(name: string, kind: "conversion" | "bid_request"): Family<PlainEvent> {
  return {
    name,
    groups: { campaign_id: campaign, filter_reason: reason },
    sums: { events: () => true },
    rows: (rows) => ofKind(kind)(rows).filter((event) => event.invalid),
    at: (event) => event.at,
  };
}

function countedBySource(name: string, kind: PlainEvent["kind"], count: string): Family<PlainEvent> {
  return {
    name,
    groups: { campaign_id: campaign, source_id: (event) => event.source },
    sums: both({ [count]: () => true }),
    rows: ofKind(kind),
    at: (event) => event.at,
  };
}

function bySource(kind: "impression" | "click", count: string): Family<PlainEvent>[] {
  const common = { rows: ofKind(kind), at: (event: PlainEvent) => event.at };
  const cost = (event: PlainEvent) => (event.invalid ? event.costMicros : 0n);
  return [
    {
      ...common,
      name: `${kind}_by_source`,
      groups: { campaign_id: campaign, source_id: (event) => event.source },
      sums: { ...both({ [count]: () => true }), filtered_cost_micros: cost },
    },
    {
      ...common,
      rows: (rows) => ofKind(kind)(rows).filter((event) => event.invalid),
      name: `${kind}_invalid`,
      groups: {
        campaign_id: campaign,
        source_id: (event) => event.source,
        site: (event) => event.site,
        filter_reason: reason,
      },
      sums: { events: () => true, cost_micros: (event) => event.costMicros },
    },
  ];
}

const lagEdgesMs = [1, 2, 3, 6, 12, ...Array.from({ length: 90 }, (_, day) => 24 * (day + 1))].map(
  (hours) => hours * hourMs,
);
const quarterOf = (at: number) => new Date(Math.floor(at / (hourMs / 4)) * (hourMs / 4)).toISOString();
const ofCredits = (rows: PlainRows) => rows.credits;
const creditAt = (credit: PlainCredit) => credit.conversion.at;

const creditFamilies: Family<PlainCredit>[] = [
  ...dimensions.map(
    (dimension): Family<PlainCredit> => ({
      name: `credit_by_${dimension}`,
      groups: {
        campaign_id: (credit) => credit.conversion.campaign,
        model: (credit) => credit.model,
        [columnOf(dimension)]: (credit) => credit[dimension],
      },
      sums: creditSums,
      rows: ofCredits,
      at: creditAt,
    }),
  ),
  {
    name: "credit_by_touch",
    groups: {
      campaign_id: (credit) => credit.conversion.campaign,
      touch_kind: (credit) => credit.touchKind,
      touch_bucket: ({ touch }) => touch && quarterOf(touch.at),
      lag_step: ({ touch, conversion }) =>
        touch && String(lagEdgesMs.filter((edge) => conversion.at - touch.at >= edge).length),
    },
    sums: {
      conversions: () => true,
      filtered_conversions: (credit) => credit.conversion.invalid,
      revenue_micros: (credit) => credit.revenueMicros,
      filtered_revenue_micros: (credit) => (credit.conversion.invalid ? credit.revenueMicros : 0n),
    },
    rows: (rows) => rows.credits.filter((credit) => credit.model === "last_touch"),
    at: creditAt,
  },
];

const eventFamilies = (userKey: (user: string) => string): Family<PlainEvent>[] => [
  ...byDimension("impression", "impression", impressionSums, dimensions),
  {
    name: "impression_by_user",
    groups: { campaign_id: campaign, user_key: (event) => userKey(event.user) },
    sums: both({ impressions: () => true }),
    rows: ofKind("impression"),
    at: (event) => event.at,
  },
  {
    name: "impression_funnel",
    groups: { campaign_id: campaign },
    sums: both({
      impressions: () => true,
      auction_impressions: (event) => event.auction !== null,
      won_impressions: (event) => event.cameFrom !== null,
      unknown_auction_impressions: (event) => event.auction !== null && event.cameFrom === null,
      measured_impressions: (event) => event.viewable !== null,
      viewable_impressions: (event) => event.viewable === true,
    }),
    rows: ofKind("impression"),
    at: (event) => event.at,
  },
  ...bySource("impression", "impressions"),
  ...byDimension("click", "click", clickSums, dimensions),
  ...bySource("click", "clicks"),
  ...byDimension("bid", "bid_request", both({ bid_requests: () => true }), ["site", "device", "country"]),
  countedBySource("conversion_by_source", "conversion", "conversions"),
  countedBySource("bid_by_source", "bid_request", "bid_requests"),
  invalidBy("conversion_invalid", "conversion"),
  invalidBy("bid_invalid", "bid_request"),
  {
    name: "conversion_by_type",
    groups: { campaign_id: campaign, conversion_type: (event) => event.type },
    sums: both({ conversions: () => true, value_micros: (event) => event.valueMicros }),
    rows: ofKind("conversion"),
    at: (event) => event.at,
  },
];

/** What every view has to show. */
export interface ExpectedView {
  view: string;
  groups: string[];
  sums: string[];
  lines: string[];
}

/** Adds all aggregates up, at all three levels. */
export function expectViews(rows: PlainRows, userKey: (user: string) => string): ExpectedView[] {
  return [
    ...eventFamilies(userKey).flatMap((family) => addUp(family, rows)),
    ...creditFamilies.flatMap((family) => addUp(family, rows)),
  ];
}

function addUp<Row>(family: Family<Row>, all: PlainRows): ExpectedView[] {
  const rows = family.rows(all);
  const groups = Object.entries(family.groups);
  const sums = Object.entries(family.sums);
  return levels.map(({ name, ms }) => {
    const cells = new Map<string, bigint[]>();
    for (const row of rows) {
      const bucket = new Date(Math.floor(family.at(row) / ms) * ms).toISOString();
      const key = [bucket, ...groups.map(([, of]) => of(row) ?? "-")].join("|");
      const cell = cells.get(key) ?? sums.map(() => 0n);
      cells.set(key, cell);
      for (const [index, [, of]] of sums.entries()) cell[index] = (cell[index] ?? 0n) + BigInt(of(row));
    }
    return {
      view: `${family.name}_${name}`,
      groups: groups.map(([column]) => column),
      sums: sums.map(([column]) => column),
      lines: [...cells].map(([key, cell]) => `${key}|${cell.join("|")}`).sort(),
    };
  });
}

/** The zone in whose days a campaign is reported. */
export function zoneOf(campaignId: string): string {
  return campaignOf(campaignId)?.timeZone ?? "UTC";
}
