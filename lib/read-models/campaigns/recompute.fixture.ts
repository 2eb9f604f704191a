import type { Metrics } from "@/lib/contracts/metrics";
import type { Model, World } from "./report-world.fixture";

/** An event of any table, as far as rows of a report tell them apart. */
export interface WorldEvent {
  at: number;
  campaign: string;
  creative?: string;
  site: string;
  device: string;
  country: string;
}

/** The parts of a world by a key of their events; events with the key null are left out. */
export function partition(world: World, keyOf: (event: WorldEvent) => string | null): Map<string, World> {
  const parts = new Map<string, World>();
  for (const table of ["impressions", "clicks", "credits", "bids"] as const) {
    for (const event of world[table]) {
      const key = keyOf(event);
      if (key === null) continue;
      const part = parts.get(key) ?? emptyOf(world);
      parts.set(key, part);
      (part[table] as WorldEvent[]).push(event);
    }
  }
  return parts;
}

/** The same world without an event. */
export function emptyOf(world: World): World {
  return { ...world, impressions: [], clicks: [], credits: [], bids: [] };
}

/** Every metric of a world or a part, worked out from the events themselves in the plainest way. */
export function recompute(
  world: World,
  wanted: { traffic: "net" | "gross"; modelOf(campaign: string): Model; reach: boolean },
): Metrics {
  const inTraffic = (event: { filtered: boolean }) => wanted.traffic === "gross" || !event.filtered;
  const impressions = world.impressions.filter(inTraffic);
  const clicks = world.clicks.filter(inTraffic);
  const bids = world.bids.filter(inTraffic).length;
  const credits = world.credits.filter(inTraffic).filter((credit) => credit.model === wanted.modelOf(credit.campaign));
  const costMicros = sum(impressions, "costMicros") + sum(clicks, "costMicros") + sum(credits, "costMicros");
  const credited = (...touches: string[]) =>
    sum(
      credits.filter((credit) => touches.includes(credit.touch)),
      "creditMicros",
    ) / 1e6;
  const conversions = credited("click", "view");
  const revenueMicros = sum(credits, "revenueMicros");
  const reach = wanted.reach ? new Set(impressions.map((event) => event.user)).size : null;
  return {
    bidRequests: bids,
    impressions: impressions.length,
    viewableImpressions: impressions.filter((event) => event.viewable).length,
    clicks: clicks.length,
    orphanClicks: clicks.filter((event) => event.orphan).length,
    ctr: over(clicks.length, impressions.length),
    conversions,
    postClickConversions: credited("click"),
    postViewConversions: credited("view"),
    unattributedConversions: credits.filter((credit) => credit.touch === "none").length,
    cvr: over(conversions, clicks.length),
    costMicros,
    cpmMicros: rounded(over(costMicros * 1000, impressions.length)),
    cpcMicros: rounded(over(costMicros, clicks.length)),
    cpaMicros: rounded(over(costMicros, conversions)),
    revenueMicros,
    roas: over(revenueMicros, costMicros),
    reach,
    frequency: reach === null ? null : over(impressions.length, reach),
    winRate: over(impressions.filter((event) => event.auction).length, bids),
    filtered: [...world.impressions, ...world.clicks].filter((event) => event.filtered).length,
  };
}

function sum<Name extends string>(rows: readonly Record<Name, number>[], name: Name): number {
  return rows.reduce((total, row) => total + row[name], 0);
}

function over(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

/** Labels instants with their calendar day, hour or quarter hour in a zone, by the runtime's own formatting. */
export function labeller(width: "15m" | "hour" | "day" | "none", timeZone: string): (at: number) => string {
  const date = new Intl.DateTimeFormat("sv", { timeZone });
  const time = new Intl.DateTimeFormat("sv", { timeZone, timeStyle: "short" });
  const offset = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  return (at) => {
    if (width === "none") return "all";
    if (width === "day") return date.format(at);
    const [hour, minute] = time.format(at).split(":");
    const quarter = width === "15m" ? Math.floor(Number(minute) / 15) : "";
    // the offset tells the two hours apart that one wall clock shows when it is set back
    return `${date.format(at)} ${hour} ${quarter} ${offset.format(at).split("GMT")[1]}`;
  };
}
