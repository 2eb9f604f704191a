import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import {
  issueHistorySchema,
  issueRecordListSchema,
  qualityIssueListSchema,
  qualityIssueSchema,
} from "@/lib/contracts/quality";
import { replayAnswerSchema, replayListSchema, replaySchema } from "@/lib/contracts/replay";
import { type Mapping, sourceListSchema, sourceSchema } from "@/lib/contracts/source";
import { api } from "@/lib/http/browser/api";
import { type IssueFilters, toIssueQuery } from "./issue-filters";
import { isReplayOver } from "./issue-words";

const issuePath = (issueId: string) => `/api/quality/issues/${encodeURIComponent(issueId)}`;

/** While people look on, figures move; a replay moves them faster. */
const liveMs = 5_000;

export function issueListQuery(filters: IssueFilters, email: string) {
  const query = toIssueQuery(filters, email).toString();
  return queryOptions({
    queryKey: ["quality", "issues", query],
    queryFn: ({ signal }) => api.get(`/api/quality/issues?${query}`, qualityIssueListSchema, { signal }),
    refetchInterval: liveMs,
  });
}

export function issueQuery(issueId: string) {
  return queryOptions({
    queryKey: ["quality", "issue", issueId],
    queryFn: ({ signal }) => api.get(issuePath(issueId), qualityIssueSchema, { signal }),
    placeholderData: undefined,
    refetchInterval: liveMs,
  });
}

export function issueRecordsQuery(issueId: string) {
  const path = `${issuePath(issueId)}/records`;
  return infiniteQueryOptions({
    queryKey: ["quality", "records", issueId],
    queryFn: ({ pageParam, signal }) =>
      api.get(pageParam ? `${path}?cursor=${encodeURIComponent(pageParam)}` : path, issueRecordListSchema, { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: undefined,
  });
}

export function issueHistoryQuery(issueId: string) {
  return queryOptions({
    queryKey: ["quality", "history", issueId],
    queryFn: ({ signal }) => api.get(`${issuePath(issueId)}/history`, issueHistorySchema, { signal }),
    placeholderData: undefined,
  });
}

export function replayListQuery(issueId: string) {
  const query = new URLSearchParams({ issueId });
  return queryOptions({
    queryKey: ["quality", "replays", issueId],
    queryFn: ({ signal }) => api.get(`/api/quality/replays?${query}`, replayListSchema, { signal }),
    placeholderData: undefined,
    refetchInterval: liveMs,
  });
}

export function replayQuery(replayId: string) {
  return queryOptions({
    queryKey: ["quality", "replay", replayId],
    queryFn: ({ signal }) => api.get(`/api/quality/replays/${encodeURIComponent(replayId)}`, replaySchema, { signal }),
    placeholderData: undefined,
    refetchInterval: ({ state }) => (state.data && isReplayOver(state.data) ? false : 1_000),
  });
}

/** What would become of an issue's records; the answer before stays until the new one is there. */
export function trialQuery(issueId: string, mapping: Mapping | undefined) {
  const body = { issueId, dryRun: true, ...(mapping && { mapping }) };
  return queryOptions({
    queryKey: ["quality-trial", issueId, mapping ?? null],
    queryFn: () => api.send("POST", "/api/quality/replays", body, replayAnswerSchema),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });
}

/** `GET /api/sources`, shared with the screens of the sources. */
export const sourcesQuery = queryOptions({
  queryKey: ["sources", "list"],
  queryFn: ({ signal }) => api.get("/api/sources", sourceListSchema, { signal }),
});

export function sourceQuery(sourceId: string) {
  return queryOptions({
    queryKey: ["sources", sourceId],
    queryFn: ({ signal }) => api.get(`/api/sources/${encodeURIComponent(sourceId)}`, sourceSchema, { signal }),
    placeholderData: undefined,
  });
}

export const useIssues = (filters: IssueFilters, email: string) => useQuery(issueListQuery(filters, email));
export const useIssue = (issueId: string) => useQuery(issueQuery(issueId));
/** Page after page. */
export const useIssueRecords = (issueId: string) => useInfiniteQuery(issueRecordsQuery(issueId));
export const useIssueHistory = (issueId: string) => useQuery(issueHistoryQuery(issueId));
export const useReplays = (issueId: string) => useQuery(replayListQuery(issueId));
export const useTrial = (issueId: string, mapping: Mapping | undefined, enabled: boolean) =>
  useQuery({ ...trialQuery(issueId, mapping), enabled });
export const useSources = () => useQuery(sourcesQuery);
export const useSource = (sourceId: string) => useQuery(sourceQuery(sourceId));
