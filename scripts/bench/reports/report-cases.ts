import { attributionQuerySchema } from "@/lib/contracts/attribution";
import { explainedMetricSchema, explainQuerySchema } from "@/lib/contracts/explain";
import { conversionTypesQuerySchema, funnelQuerySchema } from "@/lib/contracts/funnel";
import { daysQuerySchema, lagQuerySchema } from "@/lib/contracts/lag";
import { performanceQuerySchema, reportQuerySchema } from "@/lib/contracts/reports";
import { restatementsQuerySchema } from "@/lib/contracts/restatement";
import { getAttribution } from "@/lib/read-models/campaigns/attribution/get-attribution";
import { getCampaignList } from "@/lib/read-models/campaigns/campaign-list";
import { getCampaignPerformance } from "@/lib/read-models/campaigns/campaign-performance";
import { getConversionTypes } from "@/lib/read-models/campaigns/conversion-types/get-conversion-types";
import { getDays } from "@/lib/read-models/campaigns/days/get-days";
import { getExplain } from "@/lib/read-models/campaigns/explain/get-explain";
import { getFunnel } from "@/lib/read-models/campaigns/funnel/get-funnel";
import { getLag } from "@/lib/read-models/campaigns/lag/get-lag";
import { getPacing } from "@/lib/read-models/campaigns/pacing/get-pacing";
import { listRestatements } from "@/lib/read-models/campaigns/restatements/list-restatements";
import { everyAdvertiser } from "@/lib/scope";
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
const traffics = ["net", "gross"] as const;
const models = ["campaign", "position"] as const;
/** The largest campaigns, each about a tenth of all events, of an advertiser in that zone: the page asks in its zone. */
const campaigns = { UTC: campaignId(0), "Europe/Berlin": campaignId(1), "Asia/Kathmandu": campaignId(2) } as const;
const berlin = campaigns["Europe/Berlin"];

/** Of everything the console asks in UTC, of one advertiser in its zone. */
const lists: ReportCase[] = zones.flatMap((timeZone, index) =>
  traffics.map((traffic) => ({
    name: `list ${index === 0 ? "of all" : "of an advertiser"}, ${timeZone} ${traffic} ${models[index % 2]}`,
    ask: (db, clock) => {
      const whose = index === 0 ? {} : { advertiserId: `bench-a${index + 1}` };
      return getCampaignList(
        everyAdvertiser,
        reportQuerySchema.parse({ timeZone, traffic, model: models[index % 2], ...whose }),
        db,
        clock,
      );
    },
  })),
);

/** Every zone, bucket and group; traffic and model take turns, since they change no plan. */
const performances: ReportCase[] = zones.flatMap((timeZone, zone) =>
  buckets.flatMap((bucket, width) =>
    groups.map((groupBy, group): ReportCase => {
      const traffic = traffics[(zone + width + group) % 2];
      const model = models[(zone + width + group) % 2];
      // sites by the hour of 30 days are more rows than a report may have
      const days = bucket === "hour" && groupBy === "site" ? 7 : 30;
      return {
        name: `performance ${timeZone} ${bucket} by ${groupBy}, ${traffic} ${model}`,
        ask: (db, clock) => {
          const from = new Date(clock.now().getTime() - (days - 1) * 86_400_000).toISOString().slice(0, 10);
          const query = performanceQuerySchema.parse({ timeZone, bucket, groupBy, traffic, model, from });
          return getCampaignPerformance(everyAdvertiser, campaigns[timeZone], query, db, clock);
        },
      };
    }),
  ),
);

const explains: ReportCase[] = explainedMetricSchema.options.map((metric) => ({
  name: `explain ${metric}`,
  ask: (db, clock) => getExplain(everyAdvertiser, berlin, explainQuerySchema.parse({ metric }), db, clock),
}));

const panels: ReportCase[] = [
  { name: "funnel", ask: (db, clock) => getFunnel(everyAdvertiser, berlin, funnelQuerySchema.parse({}), db, clock) },
  {
    name: "conversion types",
    ask: (db, clock) => getConversionTypes(everyAdvertiser, berlin, conversionTypesQuerySchema.parse({}), db, clock),
  },
  { name: "pacing", ask: (db, clock) => getPacing(everyAdvertiser, berlin, db, clock) },
  { name: "lag", ask: (db, clock) => getLag(everyAdvertiser, berlin, lagQuerySchema.parse({}), db, clock) },
  { name: "days", ask: (db, clock) => getDays(everyAdvertiser, berlin, daysQuerySchema.parse({}), db, clock) },
  {
    name: "restatements",
    ask: (db) => listRestatements(everyAdvertiser, berlin, restatementsQuerySchema.parse({}), db),
  },
  ...attributionQuerySchema.shape.groupBy.unwrap().options.map(
    (groupBy): ReportCase => ({
      name: `attribution by ${groupBy}`,
      ask: (db) =>
        getAttribution(
          everyAdvertiser,
          berlin,
          attributionQuerySchema.parse({ groupBy }),
          new AbortController().signal,
          db,
        ),
    }),
  ),
];

export const reportCases: readonly ReportCase[] = [...lists, ...performances, ...explains, ...panels];
