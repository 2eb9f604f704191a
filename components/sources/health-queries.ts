import { queryOptions, useQuery } from "@tanstack/react-query";
import { sourceHealthListSchema, sourceHealthSchema } from "@/lib/contracts/source-health";
import { api } from "@/lib/http/browser/api";

const liveMs = 15_000;

const healthListQuery = queryOptions({
  queryKey: ["source-health"],
  queryFn: ({ signal }) => api.get("/api/sources/health", sourceHealthListSchema, { signal }),
  refetchInterval: liveMs,
});

function healthQuery(sourceId: string, days: number) {
  const path = `/api/sources/${encodeURIComponent(sourceId)}/health?days=${days}`;
  return queryOptions({
    queryKey: ["source-health", sourceId, days],
    queryFn: ({ signal }) => api.get(path, sourceHealthSchema, { signal }),
    refetchInterval: liveMs,
  });
}

/** `GET /api/sources/health` */
export const useSourceHealthList = () => useQuery(healthListQuery);

/** `GET /api/sources/{id}/health` */
export const useSourceHealth = (sourceId: string, days: number) => useQuery(healthQuery(sourceId, days));
