import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { type Batch, batchListSchema, batchSchema, rejectListSchema } from "@/lib/contracts/batch";
import { previewSchema } from "@/lib/contracts/preview";
import { sourceListSchema } from "@/lib/contracts/source";
import { api } from "@/lib/http/browser/api";
import type { ImportItem } from "./import-item";
import { wholeChoice } from "./import-item";
import { sampleAsBase64, sendCorrections } from "./import-requests";

export interface BatchListParams {
  source: string | null;
  state: Batch["state"] | null;
}

/** How many pages are asked for again and again; whoever has loaded more reads back in time. */
const livePages = 2;

export function batchListQuery({ source, state }: BatchListParams) {
  const filters = { ...(source && { source }), ...(state && { state }) };
  return infiniteQueryOptions({
    queryKey: ["batches", "list", filters],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...filters, ...(pageParam && { cursor: pageParam }) });
      return api.get(`/api/batches?${query}`, batchListSchema, { signal });
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > livePages ? false : 5_000),
  });
}

const batchPath = (batchId: string) => `/api/batches/${encodeURIComponent(batchId)}`;

export function batchQuery(batchId: string) {
  return queryOptions({
    queryKey: ["batches", "detail", batchId],
    queryFn: ({ signal }) => api.get(batchPath(batchId), batchSchema, { signal }),
    placeholderData: undefined,
  });
}

export function rejectsQuery(batchId: string) {
  return infiniteQueryOptions({
    queryKey: ["batches", "rejects", batchId],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ format: "json", ...(pageParam && { cursor: pageParam }) });
      return api.get(`${batchPath(batchId)}/rejects?${query}`, rejectListSchema, { signal });
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function correctionsQuery(batchId: string) {
  return queryOptions({
    queryKey: ["batches", "corrections", batchId],
    queryFn: ({ signal }) =>
      api.get(`/api/batches?${new URLSearchParams({ corrects: batchId })}`, batchListSchema, { signal }),
    // a correction is in the list only once its first chunk is worked off: who comes back asks again
    staleTime: 0,
  });
}

/** `GET /api/sources`, shared with the screens of the sources. */
export const sourcesQuery = queryOptions({
  queryKey: ["sources", "list"],
  queryFn: ({ signal }) => api.get("/api/sources", sourceListSchema, { signal }),
});

/** `POST /api/sources/{id}/mapping/preview` with the beginning of a file; asked when the choice is whole. */
export function previewQuery({ id, file, choice }: ImportItem) {
  const whole = wholeChoice(choice);
  return queryOptions({
    queryKey: ["imports", "preview", id, whole],
    queryFn: async () => {
      if (!whole) throw new Error("Nothing is chosen.");
      const { sourceId, kind, reading } = whole;
      const body = { kind, ...reading, sample: await sampleAsBase64(file), encoding: "base64" };
      return api.send("POST", `/api/sources/${encodeURIComponent(sourceId)}/mapping/preview`, body, previewSchema);
    },
    enabled: whole !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** `GET /api/batches`, page after page */
export const useBatchList = (params: BatchListParams) => useInfiniteQuery(batchListQuery(params));

/** `GET /api/batches/{id}/rejects`, page after page */
export const useRejects = (batchId: string) => useInfiniteQuery(rejectsQuery(batchId));

/** The batches that correct this one. */
export const useCorrections = (batchId: string) => useQuery(correctionsQuery(batchId));

export const useSources = () => useQuery(sourcesQuery);

export const usePreview = (item: ImportItem) => useQuery(previewQuery(item));

/** Gives the name of a source by its id; the id itself until the names are there. */
export function useSourceNames(): (sourceId: string) => string {
  const { data } = useSources();
  const names = new Map(data?.sources.map(({ id, name }) => [id, name]));
  return (sourceId) => names.get(sourceId) ?? sourceId;
}

/** `POST /api/batches/{id}/corrections` */
export function useSendCorrections(batchId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => sendCorrections(batchId, file),
    onSettled: () => client.invalidateQueries({ queryKey: ["batches"] }),
  });
}
