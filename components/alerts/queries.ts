import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { type AlertAction, alertDetailSchema, alertListSchema } from "@/lib/contracts/alerts";
import { api } from "@/lib/http/browser/api";

export type AlertFilter = "open" | "acknowledged" | "resolved" | "all";

export function alertListQuery(filter: AlertFilter) {
  const query = filter === "all" ? "" : `?state=${filter === "open" ? "open,snoozed" : filter}`;
  return queryOptions({
    queryKey: ["alerts", "list", filter],
    queryFn: ({ signal }) => api.get(`/api/alerts${query}`, alertListSchema, { signal }),
    refetchInterval: 30_000,
    meta: { live: "soon" },
  });
}

export function alertQuery(id: string) {
  return queryOptions({
    queryKey: ["alerts", "detail", id],
    queryFn: ({ signal }) => api.get(`/api/alerts/${encodeURIComponent(id)}`, alertDetailSchema, { signal }),
    refetchInterval: 30_000,
    meta: { live: "soon" },
  });
}

/** `GET /api/alerts` */
export const useAlertList = (filter: AlertFilter) => useQuery(alertListQuery(filter));

/** `GET /api/alerts/{id}` */
export const useAlert = (id: string) => useQuery(alertQuery(id));

/** `POST /api/alerts/{id}/{action}`; whatever comes of it, what is on screen is asked for again. */
export function useAlertAction(id: string, action: AlertAction) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      api.send("POST", `/api/alerts/${encodeURIComponent(id)}/${action}`, body, z.unknown()),
    onSettled: () => client.invalidateQueries({ queryKey: ["alerts"] }),
  });
}
