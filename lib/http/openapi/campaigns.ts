import {
  campaignPacingQuerySchema,
  campaignPacingSchema,
  campaignTrendsSchema,
  trendsQuerySchema,
} from "@/lib/contracts/campaign-trends";
import { explainQuerySchema, explainSchema } from "@/lib/contracts/explain";
import { overviewSchema } from "@/lib/contracts/overview";
import {
  campaignListSchema,
  performanceQuerySchema,
  performanceSchema,
  reportQuerySchema,
} from "@/lib/contracts/reports";
import { restatementsQuerySchema, restatementsSchema } from "@/lib/contracts/restatement";
import { searchQuerySchema, searchSchema } from "@/lib/contracts/search";
import { named, type Operation } from "./operation";

export const campaignOperations: Operation[] = [
  {
    id: "search",
    tag: "Reports",
    method: "get",
    path: "/api/search",
    summary: "Campaigns, advertisers, sources and alerts by name",
    access: "reports",
    query: searchQuerySchema,
    answers: { 200: { description: "At most eight of each", schema: named("SearchResults", searchSchema) } },
  },
  {
    id: "getOverview",
    tag: "Reports",
    method: "get",
    path: "/api/overview",
    summary: "One's advertisers yesterday and this month, what changed, and what needs somebody",
    description:
      "Days are those of each advertiser's calendar. A move is a figure of yesterday that is more than 20 % and four standard deviations (Poisson) from the mean of the seven days before.",
    access: "reports",
    answers: { 200: { description: "The overview", schema: named("Overview", overviewSchema) } },
  },
  {
    id: "listCampaigns",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns",
    summary: "Every campaign with its metrics",
    access: "reports",
    query: reportQuerySchema,
    answers: {
      200: { description: "The report", schema: named("CampaignList", campaignListSchema), mediaTypes: ["text/csv"] },
    },
  },
  {
    id: "listTrends",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/trends",
    summary: "The daily course of every campaign's figures",
    description: "Of many campaigns, or of a long range, a point stands for several days, as `daysPerPoint` says.",
    access: "reports",
    query: trendsQuerySchema,
    answers: { 200: { description: "One series a campaign", schema: named("CampaignTrends", campaignTrendsSchema) } },
  },
  {
    id: "listPacing",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/pacing",
    summary: "How every campaign with a budget and a flight spends it",
    access: "reports",
    query: campaignPacingQuerySchema,
    answers: { 200: { description: "One row a campaign", schema: named("CampaignPacing", campaignPacingSchema) } },
  },
  {
    id: "getPerformance",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/{id}/performance",
    summary: "A campaign's metrics over time and by creative, site, device or country",
    access: "reports",
    query: performanceQuerySchema,
    answers: {
      200: { description: "The report", schema: named("Performance", performanceSchema), mediaTypes: ["text/csv"] },
    },
  },
  {
    id: "explainMetric",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/{id}/explain",
    summary: "Where a campaign's figure comes from",
    description:
      "`received = counted + unattributed + filtered + duplicate + rejected`, by event time; `late` is a part of what is stored, and `repeatedOrders` (valid conversions of an order that another one counts for) a part of `duplicate`. The counts are those of the campaign's report for the same range, model and time zone. The `sources` of conversions and bid requests are found by samples.",
    access: "reports",
    query: explainQuerySchema,
    answers: { 200: { description: "The figure, taken apart", schema: named("Explain", explainSchema) } },
  },
  {
    id: "listRestatements",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/{id}/restatements",
    summary: "How figures of a campaign changed after they had been reported",
    description:
      "A day of the advertiser's calendar is reported five minutes after its end; every figure that differs later is a line here, the newest first, with what it was and is, why, and whose data did it. So the first report and the restatements of a figure add up to what reports show now. Money is micros, conversions are millionths. As CSV it is all of the range, at most 20,000 lines of the newest.",
    access: "reports",
    query: restatementsQuerySchema,
    answers: {
      200: { description: "A page", schema: named("Restatements", restatementsSchema), mediaTypes: ["text/csv"] },
    },
  },
];
