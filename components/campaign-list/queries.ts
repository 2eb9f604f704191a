import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { campaignPacingSchema, campaignTrendsSchema } from "@/lib/contracts/campaign-trends";
import { campaignListSchema } from "@/lib/contracts/reports";
import { savedViewSchema, type ViewInput, type ViewPatch, viewListSchema } from "@/lib/contracts/views";
import { api } from "@/lib/http/browser/api";

/** What changes is told (`components/live`); this is for what was not. */
const safetyNetMs = 60_000;

/** What is asked for: dates of the time zone, or instants. */
export interface ListParams {
  from: string;
  to: string;
  traffic: "net" | "gross";
  model?: string;
  timeZone?: string;
  advertiserId?: string;
}

const listQuery = (params: ListParams) =>
  queryOptions({
    queryKey: ["campaigns", params],
    queryFn: ({ signal }) =>
      api.get(`/api/campaigns?${new URLSearchParams({ ...params })}`, campaignListSchema, { signal }),
    refetchInterval: safetyNetMs,
    meta: { live: "soon" },
  });

const trendsQuery = (params: ListParams) =>
  queryOptions({
    queryKey: ["campaigns", "trends", params],
    queryFn: ({ signal }) =>
      api.get(`/api/campaigns/trends?${new URLSearchParams({ ...params })}`, campaignTrendsSchema, { signal }),
    refetchInterval: safetyNetMs,
  });

const pacingQuery = queryOptions({
  queryKey: ["campaigns", "pacing"],
  queryFn: ({ signal }) => api.get("/api/campaigns/pacing", campaignPacingSchema, { signal }),
  refetchInterval: safetyNetMs,
});

const viewsKey = ["views", "campaigns"] as const;
const viewsQuery = queryOptions({
  queryKey: viewsKey,
  queryFn: ({ signal }) => api.get("/api/views?screen=campaigns", viewListSchema, { signal }),
});

/** `GET /api/campaigns` */
export const useCampaignList = (params: ListParams) => useQuery(listQuery(params));

/** `GET /api/campaigns` of the period before; asked once the first answer is there, so that it does not hold it up. */
export const useEarlierList = (params: ListParams, enabled: boolean) =>
  useQuery({ ...listQuery(params), meta: {}, placeholderData: undefined, enabled });

/** `GET /api/campaigns/trends` */
export const useTrends = (params: ListParams, enabled: boolean) => useQuery({ ...trendsQuery(params), enabled });

/** `GET /api/campaigns/pacing` */
export const useCampaignPacing = (enabled: boolean) => useQuery({ ...pacingQuery, enabled });

/** `GET /api/views` */
export const useViews = () => useQuery(viewsQuery);

/** `POST /api/views` */
export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: Omit<ViewInput, "screen">) =>
      api.send("POST", "/api/views", { ...view, screen: "campaigns" }, savedViewSchema),
    onSettled: () => client.invalidateQueries({ queryKey: viewsKey }),
  });
}

/** `PATCH /api/views/{id}` */
export function useChangeView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, patch }: { id: string; patch: ViewPatch }) =>
      api.send("PATCH", `/api/views/${encodeURIComponent(id)}`, patch, savedViewSchema),
    onSettled: () => client.invalidateQueries({ queryKey: viewsKey }),
  });
}

/** `DELETE /api/views/{id}` */
export function useDeleteView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.send("DELETE", `/api/views/${encodeURIComponent(id)}`, {}, z.null()),
    onSettled: () => client.invalidateQueries({ queryKey: viewsKey }),
  });
}
