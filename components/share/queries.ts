import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import {
  createdShareSchema,
  reportDocumentSchema,
  type ShareInput,
  sharedReportSchema,
  shareListSchema,
} from "@/lib/contracts/share";
import { api } from "@/lib/http/browser/api";

const keyOf = (campaignId: string) => ["share-links", campaignId] as const;

const linksQuery = (campaignId: string) =>
  queryOptions({
    queryKey: keyOf(campaignId),
    queryFn: ({ signal }) =>
      api.get(`/api/share-links?${new URLSearchParams({ campaignId })}`, shareListSchema, { signal }),
  });

/** `GET /api/share-links` */
export const useShareLinks = (campaignId: string) => useQuery(linksQuery(campaignId));

/** `POST /api/share-links` */
export function useMakeShareLink(campaignId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ShareInput) => api.send("POST", "/api/share-links", input, createdShareSchema),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(campaignId) }),
  });
}

/** `DELETE /api/share-links/{id}` */
export function useRevokeShareLink(campaignId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.send("DELETE", `/api/share-links/${encodeURIComponent(id)}`, {}, z.null()),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(campaignId) }),
  });
}

/** `POST /api/shared`: what a link shows; undefined while its token is not known, empty where there is none. */
export const useSharedReport = (token: string | undefined) =>
  useQuery({
    queryKey: ["shared", token],
    queryFn: () => api.send("POST", "/api/shared", { token }, sharedReportSchema),
    enabled: Boolean(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** `GET /api/campaigns/{id}/report` */
export const useReportDocument = (
  campaignId: string,
  params: { from: string; to: string; traffic: string; model: string },
) =>
  useQuery({
    queryKey: ["campaigns", campaignId, "report", params],
    queryFn: ({ signal }) =>
      api.get(
        `/api/campaigns/${encodeURIComponent(campaignId)}/report?${new URLSearchParams(params)}`,
        reportDocumentSchema,
        { signal },
      ),
  });
