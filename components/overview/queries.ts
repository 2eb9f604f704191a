import { queryOptions, useQuery } from "@tanstack/react-query";
import { freshnessSchema } from "@/lib/contracts/freshness";
import { overviewSchema } from "@/lib/contracts/overview";
import { api } from "@/lib/http/browser/api";

/** What changes is told (`components/live`); this is for what was not. */
const safetyNetMs = 60_000;

const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: ({ signal }) => api.get("/api/overview", overviewSchema, { signal }),
  refetchInterval: safetyNetMs,
  meta: { live: "later" },
});

const freshnessQuery = queryOptions({
  queryKey: ["freshness"],
  queryFn: ({ signal }) => api.get("/api/freshness", freshnessSchema, { signal }),
  refetchInterval: safetyNetMs,
  meta: { live: "later" },
});

/** `GET /api/overview` */
export const useOverview = () => useQuery(overviewQuery);

/** `GET /api/freshness` */
export const useFreshness = () => useQuery(freshnessQuery);
