import type { Random } from "../world/random";
import { campaigns } from "./catalogue";
import { dayOf } from "./plain-days";
import type { PlainRows } from "./plain-rows";

const dayMs = 86_400_000;
const longestDays = 92;

/** The users of a scope between two days of its calendar, both included. */
export interface ExpectedReach {
  kind: "campaign" | "advertiser" | "all";
  ref: string;
  timeZone: string;
  from: string;
  to: string;
  gross: number;
  net: number;
}

/** Counts users of random ranges of every scope by putting them into sets. */
export function expectReach({ events }: PlainRows, random: Random, now: number): ExpectedReach[] {
  const impressions = events.filter((event) => event.kind === "impression");
  const scopes = [
    { kind: "all" as const, ref: "", timeZone: "UTC", mine: impressions },
    ...[...new Map(campaigns.map((each) => [each.advertiserId, each.timeZone]))].map(([ref, timeZone]) => {
      const own = new Set(campaigns.filter((each) => each.advertiserId === ref).map((each) => each.id));
      return { kind: "advertiser" as const, ref, timeZone, mine: impressions.filter((each) => own.has(each.campaign)) };
    }),
    ...campaigns.flatMap(({ id: ref, timeZone }) => {
      const mine = impressions.filter((each) => each.campaign === ref);
      return [...new Set(["UTC", timeZone])].map((zone) => ({ kind: "campaign" as const, ref, timeZone: zone, mine }));
    }),
  ];
  return scopes.flatMap(({ mine, ...scope }) =>
    Array.from({ length: 20 }, () => {
      const last = now - random.below(60) * dayMs;
      const to = dayOf(last, scope.timeZone);
      const length = random.chance(0.2) ? longestDays : 1 + random.below(longestDays);
      const from = new Date(Date.parse(to) - (length - 1) * dayMs).toISOString().slice(0, 10);
      const inside = mine.filter((each) => {
        const day = dayOf(each.at, scope.timeZone);
        return day >= from && day <= to;
      });
      const users = (some: typeof inside) => new Set(some.map((each) => each.user)).size;
      return { ...scope, from, to, gross: users(inside), net: users(inside.filter((each) => !each.invalid)) };
    }),
  );
}
