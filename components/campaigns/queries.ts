import { queryOptions, useQuery } from "@tanstack/react-query";
import { alertListSchema } from "@/lib/contracts/alerts";
import { type ExplainedMetric, explainSchema } from "@/lib/contracts/explain";
import { performanceSchema } from "@/lib/contracts/reports";
import { api } from "@/lib/http/browser/api";
import { reportPath } from "./report-path";

/** What changes is told (`components/live`); this is for what was not. */
const safetyNetMs = 60_000;

export interface PerformanceParams {
  from: string;
  to: string;
  traffic: "net" | "gross";
  bucket: "15m" | "hour" | "day" | "none";
  groupBy: "none" | "creative" | "site" | "device" | "country";
  /** The campaign's own without it. */
  model?: string | undefined;
  /** The advertiser's without it. */
  timeZone?: string | undefined;
  /** `site:example.com` */
  filter?: string | undefined;
  /** Only these groups: a JSON array. */
  groups?: string | undefined;
}

export function performanceQuery(campaignId: string, params: PerformanceParams) {
  const path = reportPath(campaignId, "performance", { ...params });
  return queryOptions({
    queryKey: ["campaigns", campaignId, "performance", params],
    meta: { live: params.groupBy === "none" ? "soon" : "later" },
    queryFn: ({ signal }) => api.get(path, performanceSchema, { signal }),
    refetchInterval: safetyNetMs,
  });
}

export interface ExplainParams {
  from: string;
  to: string;
  model?: string | undefined;
  timeZone?: string | undefined;
  metric: ExplainedMetric;
}

export function explainQuery(campaignId: string, params: ExplainParams) {
  const path = reportPath(campaignId, "explain", { ...params });
  return queryOptions({
    queryKey: ["campaigns", campaignId, "explain", params],
    meta: { live: "soon" },
    queryFn: ({ signal }) => api.get(path, explainSchema, { signal }),
    refetchInterval: safetyNetMs,
  });
}

/** `GET /api/campaigns/{id}/performance` */
export const usePerformance = (campaignId: string, params: PerformanceParams) =>
  useQuery(performanceQuery(campaignId, params));

const alertsQuery = (campaignId: string) =>
  queryOptions({
    queryKey: ["alerts", { campaignId }],
    meta: { live: "later" },
    queryFn: ({ signal }) => api.get(`/api/alerts?${new URLSearchParams({ campaignId })}`, alertListSchema, { signal }),
    refetchInterval: safetyNetMs,
  });

/** `GET /api/alerts` of the campaign, also those that are over. */
export const useCampaignAlerts = (campaignId: string) => useQuery(alertsQuery(campaignId));

/** Figures that the others are compared with, or that only show a course: they may lag a little. */
export const useEarlierPerformance = (campaignId: string, params: PerformanceParams | null) =>
  useQuery({
    ...performanceQuery(campaignId, params ?? { from: "", to: "", traffic: "net", bucket: "none", groupBy: "none" }),
    refetchInterval: safetyNetMs,
    meta: {},
    placeholderData: undefined,
    enabled: params !== null,
  });

/** `GET /api/campaigns/{id}/explain` */
export const useExplain = (campaignId: string, params: ExplainParams) => useQuery(explainQuery(campaignId, params));
