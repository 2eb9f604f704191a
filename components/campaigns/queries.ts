import { queryOptions, useQuery } from "@tanstack/react-query";
import { campaignListSchema, performanceSchema } from "@/lib/contracts/reports";
import { api } from "@/lib/http/browser/api";

/** Figures on screen are asked for again at this pace, so that they move without a reload. */
const refetchEveryMs = 5_000;

export interface CampaignListParams {
  from: string;
  to: string;
  traffic: "net" | "gross";
}

export interface PerformanceParams extends CampaignListParams {
  bucket: "15m" | "hour" | "day" | "none";
  groupBy: "none" | "creative" | "site" | "device" | "country";
}

export function campaignListQuery(params: CampaignListParams) {
  return queryOptions({
    queryKey: ["campaigns", params],
    queryFn: ({ signal }) =>
      api.get(`/api/campaigns?${new URLSearchParams({ ...params })}`, campaignListSchema, { signal }),
    refetchInterval: refetchEveryMs,
  });
}

export function performanceQuery(campaignId: string, params: PerformanceParams) {
  const path = `/api/campaigns/${encodeURIComponent(campaignId)}/performance?${new URLSearchParams({ ...params })}`;
  return queryOptions({
    queryKey: ["campaigns", campaignId, "performance", params],
    queryFn: ({ signal }) => api.get(path, performanceSchema, { signal }),
    refetchInterval: refetchEveryMs,
  });
}

/** `GET /api/campaigns` */
export const useCampaignList = (params: CampaignListParams) => useQuery(campaignListQuery(params));

/** `GET /api/campaigns/{id}/performance` */
export const usePerformance = (campaignId: string, params: PerformanceParams) =>
  useQuery(performanceQuery(campaignId, params));
