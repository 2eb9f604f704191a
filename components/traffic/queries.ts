import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import {
  type TrafficRuleName,
  type TrafficRulePatch,
  type TrafficShareQuery,
  trafficRuleListSchema,
  trafficSharesSchema,
} from "@/lib/contracts/traffic";
import { api } from "@/lib/http/browser/api";

export interface ShareParams {
  from: string;
  to: string;
  /** Empty: of all. */
  campaignId: string | null;
  source: string | null;
}

export function sharesQuery(by: TrafficShareQuery["by"], { from, to, campaignId, source }: ShareParams) {
  const query = new URLSearchParams({ by, from, to });
  if (campaignId) query.set("campaignId", campaignId);
  if (source) query.set("source", source);
  return queryOptions({
    queryKey: ["traffic", "shares", by, from, to, campaignId, source],
    queryFn: ({ signal }) => api.get(`/api/traffic/shares?${query}`, trafficSharesSchema, { signal }),
    refetchInterval: 15_000,
  });
}

/** While something is worked out again its progress is looked at every two seconds. */
export const rulesQuery = queryOptions({
  queryKey: ["traffic", "rules"],
  queryFn: ({ signal }) => api.get("/api/traffic/rules", trafficRuleListSchema, { signal }),
  refetchInterval: ({ state }) => (state.data?.jobs.some((job) => job.state !== "done") ? 2_000 : 15_000),
});

const namedCampaignsSchema = z.object({
  rows: z.array(z.object({ campaignId: z.string(), name: z.string(), currency: z.string() })),
});
const namedSourcesSchema = z.object({ sources: z.array(z.object({ id: z.string(), name: z.string() })) });

export function campaignNamesQuery({ from, to }: Pick<ShareParams, "from" | "to">) {
  return queryOptions({
    queryKey: ["traffic", "campaign-names", from, to],
    queryFn: ({ signal }) =>
      api.get(`/api/campaigns?${new URLSearchParams({ from, to })}`, namedCampaignsSchema, { signal }),
    staleTime: 5 * 60_000,
  });
}

export const sourceNamesQuery = queryOptions({
  queryKey: ["traffic", "source-names"],
  queryFn: ({ signal }) => api.get("/api/sources", namedSourcesSchema, { signal }),
  staleTime: 5 * 60_000,
});

/** `GET /api/traffic/shares` */
export const useShares = (by: TrafficShareQuery["by"], params: ShareParams) => useQuery(sharesQuery(by, params));

/** `GET /api/traffic/rules` */
export const useRules = () => useQuery(rulesQuery);

/** `PATCH /api/traffic/rules/{rule}` */
export function useRulePatch(rule: TrafficRuleName) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: TrafficRulePatch) =>
      api.send("PATCH", `/api/traffic/rules/${encodeURIComponent(rule)}`, patch, z.unknown()),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["traffic"] });
      void client.invalidateQueries({ queryKey: ["campaigns"] });
    },
  });
}
