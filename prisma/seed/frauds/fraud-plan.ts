const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * What happens at once and not all the time:
 * `farm`: a room of phones behind one address shows and clicks, each as another user;
 * `spam`: clicks are reported that nobody made, of users who were shown nothing;
 * `roamer`: one user id is used from address after address for a day;
 * `refresher`: a page in one browser shows ad after ad.
 */
export interface FraudBurst {
  kind: "farm" | "spam" | "roamer" | "refresher";
  campaignId: string;
  atMs: number;
  /** Clicks of a farm and of spam, impressions of the others. */
  events: number;
}

/** The places where the planted frauds happen most: so a table by site has something to show. */
export const fraudSites: readonly string[] = ["askthevillage.example", "gadgetbench.example"];

/**
 * Lays the bursts around `nowMs`. They keep to the biggest campaign (spam can only be told from unmeasured
 * impressions where there are enough clicks with one), and away from the hours of the tag's silence.
 */
export function createFraudPlan(nowMs: number): FraudBurst[] {
  const at = (daysAgo: number, hour: number) =>
    Math.floor((nowMs - daysAgo * DAY_MS) / DAY_MS) * DAY_MS + hour * HOUR_MS;
  return [
    { kind: "farm", campaignId: "cmp-1101", atMs: at(12, 3), events: 74 },
    { kind: "farm", campaignId: "cmp-1101", atMs: at(4, 2), events: 82 },
    { kind: "spam", campaignId: "cmp-1101", atMs: at(12, 7), events: 13 },
    { kind: "spam", campaignId: "cmp-1101", atMs: at(4, 6), events: 14 },
    { kind: "spam", campaignId: "cmp-1201", atMs: at(2, 9), events: 9 },
    { kind: "roamer", campaignId: "cmp-1201", atMs: at(9, 8), events: 26 },
    { kind: "roamer", campaignId: "cmp-1201", atMs: at(3, 8), events: 31 },
    { kind: "refresher", campaignId: "cmp-1101", atMs: at(8, 15), events: 90 },
  ];
}
