import type { OverviewFigures, OverviewMetric } from "@/lib/contracts/overview";
import type { CatalogueCampaign } from "@/lib/read-models/campaigns/list-catalogue";

/** A campaign with what each of its latest days counted: whole days, the oldest first, and then today so far. */
export interface CampaignDays {
  campaign: CatalogueCampaign;
  days: readonly OverviewFigures[];
  /** Calendar dates of the advertiser's zone. */
  today: string;
  yesterday: string;
}

export const noFigures: OverviewFigures = {
  impressions: 0,
  clicks: 0,
  conversions: 0,
  costMicros: 0,
  revenueMicros: 0,
};

/** What a day before today counted; 1 is yesterday. */
export function figuresAgo({ days }: Pick<CampaignDays, "days">, ago: number): OverviewFigures {
  return days.at(-1 - ago) ?? noFigures;
}

/** The sum of figures, metric by metric. */
export function sumFigures(all: Iterable<OverviewFigures>): OverviewFigures {
  const sum = { ...noFigures };
  for (const figures of all) for (const key of Object.keys(sum) as OverviewMetric[]) sum[key] += figures[key];
  return sum;
}

/** Whether the flight is on at a calendar date; without dates it always is. */
export function isLive({ startsOn, endsOn }: Pick<CatalogueCampaign, "startsOn" | "endsOn">, date: string): boolean {
  return (startsOn === null || startsOn <= date) && (endsOn === null || endsOn >= date);
}
