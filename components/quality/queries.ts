import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { z } from "zod";
import { issueRecordListSchema, qualityIssueListSchema } from "@/lib/contracts/quality";
import { api } from "@/lib/http/browser/api";

export interface IssueParams {
  state: "open" | "ignored" | "resolved";
  source: string | null;
}

export function issueListQuery({ state, source }: IssueParams) {
  const query = new URLSearchParams({ state, ...(source ? { source } : {}) });
  return queryOptions({
    queryKey: ["quality", "issues", state, source],
    queryFn: ({ signal }) => api.get(`/api/quality/issues?${query}`, qualityIssueListSchema, { signal }),
    refetchInterval: 5_000,
  });
}

export function issueRecordsQuery(issueId: string) {
  const path = `/api/quality/issues/${encodeURIComponent(issueId)}/records`;
  return infiniteQueryOptions({
    queryKey: ["quality", "records", issueId],
    queryFn: ({ pageParam, signal }) =>
      api.get(pageParam ? `${path}?cursor=${encodeURIComponent(pageParam)}` : path, issueRecordListSchema, { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** `GET /api/quality/issues` */
export const useIssues = (params: IssueParams) => useQuery(issueListQuery(params));

/** `GET /api/quality/issues/{id}/records`, page after page */
export const useIssueRecords = (issueId: string) => useInfiniteQuery(issueRecordsQuery(issueId));

/** `PATCH /api/quality/issues/{id}` */
export function useIssuePatch(issueId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: { state: "open" | "ignored" | "resolved"; note?: string }) =>
      api.send("PATCH", `/api/quality/issues/${encodeURIComponent(issueId)}`, patch, z.unknown()),
    onSettled: () => client.invalidateQueries({ queryKey: ["quality"] }),
  });
}
