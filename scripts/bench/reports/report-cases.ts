import { performanceQuerySchema, reportQuerySchema } from "@/lib/contracts/reports";
import { getCampaignList } from "@/lib/read-models/campaigns/campaign-list";
import { getCampaignPerformance } from "@/lib/read-models/campaigns/campaign-performance";
import { getExplain } from "@/lib/read-models/campaigns/explain/get-explain";
import type { Database } from "@/lib/storage/prisma";
import { campaignId } from "./world";

type Clock = { now(): Date };
/** One question that a screen asks, of the last 30 days. */
export interface ReportCase {
  name: string;
  ask(db: Database, clock: Clock): Promise<unknown>;
}

const zones = ["UTC", "Europe/Berlin", "Asia/Kathmandu"] as const;
const buckets = ["day", "hour", "none"] as const;
const groups = ["none", "creative", "site", "device", "country"] as const;
/** The largest campaign: about a sixth of all events. */
const largest = campaignId(0);
const traffics = ["net", "gross"] as const;
const models = ["campaign", "position"] as const;

const lists: ReportCase[] = zones.flatMap((timeZone, index) =>
  traffics.map((traffic) => ({
    name: `list ${timeZone} ${traffic} ${models[index % 2]}`,
    ask: (db, clock) =>
      getCampaignList(reportQuerySchema.parse({ timeZone, traffic, model: models[index % 2] }), db, clock),
  })),
);

/** Every zone, bucket and group; traffic and model take turns, since they change no plan. */
const performances: ReportCase[] = zones.flatMap((timeZone, zone) =>
  buckets.flatMap((bucket, width) =>
    groups.map((groupBy, group): ReportCase => {
      const traffic = traffics[(zone + width + group) % 2];
      const model = models[(zone + width + group) % 2];
      const query = performanceQuerySchema.parse({ timeZone, bucket, groupBy, traffic, model });
      return {
        name: `performance ${timeZone} ${bucket} by ${groupBy}, ${traffic} ${model}`,
        ask: (db, clock) => getCampaignPerformance(largest, query, db, clock),
      };
    }),
  ),
);

const explains: ReportCase[] = (["impressions", "clicks", "conversions", "bidRequests"] as const).map((metric) => ({
  name: `explain ${metric}`,
  ask: (db, clock) => getExplain(largest, { metric, timeZone: "Europe/Berlin", model: "campaign" }, db, clock),
}));

export const reportCases: readonly ReportCase[] = [...lists, ...performances, ...explains];
