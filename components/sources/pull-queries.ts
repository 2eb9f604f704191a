import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { z } from "zod";
import {
  type PullInput,
  type PullPatch,
  pulledFileListSchema,
  pullListSchema,
  pullTestSchema,
} from "@/lib/contracts/pull";
import { api } from "@/lib/http/browser/api";

const pathOf = (sourceId: string) => `/api/sources/${encodeURIComponent(sourceId)}/pulls`;
const keyOf = (sourceId: string) => ["sources", sourceId, "pulls"];

/** `GET /api/sources/{id}/pulls` */
export const usePulls = (sourceId: string) =>
  useQuery(
    queryOptions({
      queryKey: keyOf(sourceId),
      queryFn: ({ signal }) => api.get(pathOf(sourceId), pullListSchema, { signal }),
      refetchInterval: 5_000,
    }),
  );

/** `GET /api/sources/{id}/pulls/{pullId}/files`, page after page */
export const usePulledFiles = (sourceId: string, pullId: string) =>
  useInfiniteQuery(
    infiniteQueryOptions({
      queryKey: [...keyOf(sourceId), pullId, "files"],
      queryFn: ({ pageParam, signal }) => {
        const cursor = pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : "";
        return api.get(`${pathOf(sourceId)}/${encodeURIComponent(pullId)}/files${cursor}`, pulledFileListSchema, {
          signal,
        });
      },
      initialPageParam: "",
      getNextPageParam: (page) => page.nextCursor,
      refetchInterval: 5_000,
    }),
  );

function usePullChange<Input>(sourceId: string, change: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(sourceId) }),
  });
}

/** What a person enters; the rest has defaults. */
export type NewPull = Pick<PullInput, "name" | "kind" | "location"> & Partial<PullInput>;

/** `POST /api/sources/{id}/pulls` */
export const useCreatePull = (sourceId: string) =>
  usePullChange(sourceId, (input: NewPull) => api.send("POST", pathOf(sourceId), input, z.unknown()));

/** `POST /api/sources/{id}/pulls/test`: what would be found there */
export const useTestPull = (sourceId: string) =>
  useMutation({
    mutationFn: ({ location, secretAccessKey, pattern }: NewPull) =>
      api.send("POST", `${pathOf(sourceId)}/test`, { location, secretAccessKey, pattern }, pullTestSchema),
  });

/** `PATCH /api/sources/{id}/pulls/{pullId}` */
export const usePatchPull = (sourceId: string, pullId: string) =>
  usePullChange(sourceId, (patch: PullPatch) =>
    api.send("PATCH", `${pathOf(sourceId)}/${encodeURIComponent(pullId)}`, patch, z.unknown()),
  );

/** `POST …/{pullId}/run`: due now */
export const useRunPull = (sourceId: string, pullId: string) =>
  usePullChange(sourceId, () =>
    api.send("POST", `${pathOf(sourceId)}/${encodeURIComponent(pullId)}/run`, {}, z.unknown()),
  );

/** `DELETE …/{pullId}` */
export const useDeletePull = (sourceId: string, pullId: string) =>
  usePullChange(sourceId, () =>
    api.send("DELETE", `${pathOf(sourceId)}/${encodeURIComponent(pullId)}`, {}, z.unknown()),
  );
