import type { CampaignRow } from "@/lib/contracts/reports";
import type { ListRow } from "./list-rows";

/** A campaign that runs, with round figures. */
export function campaignRow(some: Partial<CampaignRow> = {}): CampaignRow {
  return {
    ...{ campaignId: "c1", name: "Spring", advertiserId: "a1", advertiserName: "Cascade", currency: "EUR" },
    ...{ startsOn: "2026-11-01", endsOn: "2026-11-30", budgetMicros: 1_000_000_000, pricing: "cpm" },
    ...{ bidRequests: 2000, impressions: 1000, viewableImpressions: 600, clicks: 50, orphanClicks: 0, ctr: 0.05 },
    ...{ conversions: 5, postClickConversions: 4, postViewConversions: 1, unattributedConversions: 0, cvr: 0.1 },
    ...{ costMicros: 10_000_000, cpmMicros: 10_000_000, cpcMicros: 200_000, cpaMicros: 2_000_000 },
    ...{ revenueMicros: 30_000_000, roas: 3, reach: 800, frequency: 1.25, winRate: 0.5, filtered: 20 },
    ...some,
  };
}

export function listRow(some: Partial<CampaignRow> = {}, rest: Partial<Omit<ListRow, "campaign">> = {}): ListRow {
  return { campaign: campaignRow(some), status: "live", pacing: null, earlier: null, ...rest };
}
