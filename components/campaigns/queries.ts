import { queryOptions, useQuery } from "@tanstack/react-query";
import { type ExplainedMetric, explainSchema } from "@/lib/contracts/explain";
import { performanceSchema } from "@/lib/contracts/reports";
import { api } from "@/lib/http/browser/api";

/** Figures on screen are asked for again at this pace, so that they move without a reload. */
const refetchEveryMs = 5_000;

export interface PerformanceParams {
  from: string;
  to: string;
  traffic: "net" | "gross";
  bucket: "15m" | "hour" | "day" | "none";
  groupBy: "none" | "creative" | "site" | "device" | "country";
}

export function performanceQuery(campaignId: string, params: PerformanceParams) {
  const path = `/api/campaigns/${encodeURIComponent(campaignId)}/performance?${new URLSearchParams({ ...params })}`;
  return queryOptions({
    queryKey: ["campaigns", campaignId, "performance", params],
    queryFn: ({ signal }) => api.get(path, performanceSchema, { signal }),
    refetchInterval: refetchEveryMs,
  });
}

export interface ExplainParams {
  from: string;
  to: string;
  metric: ExplainedMetric;
}

export function explainQuery(campaignId: string, params: ExplainParams) {
  const path = `/api/campaigns/${encodeURIComponent(campaignId)}/explain?${new URLSearchParams({ ...params })}`;
  return queryOptions({
    queryKey: ["campaigns", campaignId, "explain", params],
    queryFn: ({ signal }) => api.get(path, explainSchema, { signal }),
    refetchInterval: refetchEveryMs,
  });
}

/** `GET /api/campaigns/{id}/performance` */
export const usePerformance = (campaignId: string, params: PerformanceParams) =>
  useQuery(performanceQuery(campaignId, params));

/** `GET /api/campaigns/{id}/explain` */
export const useExplain = (campaignId: string, params: ExplainParams) => useQuery(explainQuery(campaignId, params));
