import { queryOptions, useQuery } from "@tanstack/react-query";
import { freshnessSchema } from "@/lib/contracts/freshness";
import { api } from "@/lib/http/browser/api";

/** `GET /api/freshness`, asked for again every 5 seconds. */
export const freshnessQuery = queryOptions({
  queryKey: ["freshness"],
  queryFn: ({ signal }) => api.get("/api/freshness", freshnessSchema, { signal }),
  refetchInterval: 5_000,
});

export const useFreshness = () => useQuery(freshnessQuery);
