import { queryOptions, useQuery } from "@tanstack/react-query";
import { freshnessSchema } from "@/lib/contracts/freshness";
import { api } from "@/lib/http/browser/api";

/** `GET /api/freshness`; follows what changes. */
export const freshnessQuery = queryOptions({
  queryKey: ["freshness"],
  queryFn: ({ signal }) => api.get("/api/freshness", freshnessSchema, { signal }),
  refetchInterval: 30_000,
  meta: { live: "soon" },
});

export const useFreshness = () => useQuery(freshnessQuery);
