import type { TouchedPair } from "@/lib/contracts/correlate";
import type { DayWithImpressions } from "@/lib/storage/reach/list-days-with-impressions";
import type { TouchedDay } from "@/lib/storage/reach/probe-days";
import type { CampaignScopes } from "@/lib/storage/reach/scopes";
import { type Calendar, openCalendar } from "./calendar";

const dayMs = 86_400_000;

/** A touched pair of a campaign that is counted, from the first day that is. */
export interface CountedPair extends TouchedPair {
  scopes: CampaignScopes;
  zones: readonly ZoneScopes[];
}

/** Joins pairs with their scopes; leaves out those without, and time that is not counted any more. */
export function countedPairs(pairs: readonly TouchedPair[], scopes: readonly CampaignScopes[]): CountedPair[] {
  const byCampaign = new Map(
    scopes.map((each) => {
      const zones = zonesOf(each);
      const since = Math.min(...zones.map(({ calendar }) => calendar.startOf(each.since)));
      return [each.campaignId, { scopes: each, zones, since }];
    }),
  );
  return pairs.flatMap(({ userKey, campaignId, from, to }) => {
    const known = byCampaign.get(campaignId);
    if (!known || to < known.since) return [];
    const { scopes, zones, since } = known;
    return [{ userKey, campaignId, from: Math.max(from, since), to, scopes, zones }];
  });
}

/** The days of a pair in each calendar that it is counted by, only those in `among` if it is given. */
export function touchedDays(pair: CountedPair, among?: readonly DayWithImpressions[]): TouchedDay[] {
  const { userKey, campaignId, from, to, scopes, zones } = pair;
  return zones.flatMap(({ calendar, own, advertiser, all, isSharedReady }) => {
    const [first, last] = [Math.max(scopes.since, calendar.dayOf(from)), calendar.dayOf(to)];
    const days = among ? daysAmong(among, own, calendar) : range(first, last);
    return days.flatMap((day) => {
      const [dayFrom, dayTo] = [calendar.startOf(day), calendar.startOf(day + 1)];
      if (day < first || day > last || dayFrom === dayTo) return [];
      const part = { from: Math.max(from, dayFrom), to: Math.min(to, dayTo - 1) };
      return [{ userKey, campaignId, day, dayFrom, dayTo, ...part, own, advertiser, all, isSharedReady }];
    });
  });
}

interface ZoneScopes extends Pick<TouchedDay, "own" | "advertiser" | "all" | "isSharedReady"> {
  calendar: Calendar;
}

function zonesOf(scopes: CampaignScopes): ZoneScopes[] {
  const { isSharedReady } = scopes;
  const utc = { calendar: openCalendar("UTC"), own: scopes.inUtc, all: scopes.all, isSharedReady };
  if (scopes.inZone === scopes.inUtc) return [{ ...utc, advertiser: scopes.advertiser }];
  const zone = { calendar: openCalendar(scopes.timeZone), own: scopes.inZone, all: null, isSharedReady };
  return [
    { ...utc, advertiser: null },
    { ...zone, advertiser: scopes.advertiser },
  ];
}

function daysAmong(among: readonly DayWithImpressions[], own: number, calendar: Calendar): number[] {
  const days = new Set<number>();
  for (const { utcDay, scopeId, block, bits } of among) {
    if (utcDay !== null) {
      for (const day of range(calendar.dayOf(utcDay * dayMs), calendar.dayOf((utcDay + 1) * dayMs - 1))) days.add(day);
    } else if (scopeId === own && block !== null && bits !== null) {
      for (const bit of range(0, 63)) if ((bits >> BigInt(bit)) & 1n) days.add(64 * block + bit);
    }
  }
  return [...days];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
