import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type AttributionQuery, attributionSchema } from "@/lib/contracts/attribution";
import type { AttributionModel } from "@/lib/contracts/catalog";
import { type ConversionState, conversionDetailSchema, conversionListSchema } from "@/lib/contracts/conversions";
import { conversionTypesSchema, funnelSchema } from "@/lib/contracts/funnel";
import { daysSchema, lagSchema } from "@/lib/contracts/lag";
import { pacingSchema } from "@/lib/contracts/pacing";
import { type RestatedMetric, restatementsSchema } from "@/lib/contracts/restatement";
import { api } from "@/lib/http/browser/api";
import { reportPath } from "./report-path";
import type { ReportScope } from "./report-scope";

/** What changes is told (`components/live`); this is for what was not. */
const safetyNetMs = 60_000;
/** These figures follow a little later than the totals. */
const live = { live: "later" } as const;

type Scope = Pick<ReportScope, "campaignId" | "dates" | "traffic" | "chosenZone">;

const rangeOf = ({ dates, traffic, chosenZone }: Scope) => ({ ...dates, traffic, timeZone: chosenZone });

export function pacingQuery(campaignId: string) {
  return queryOptions({
    queryKey: ["campaigns", campaignId, "pacing"],
    queryFn: ({ signal }) => api.get(reportPath(campaignId, "pacing"), pacingSchema, { signal }),
    placeholderData: undefined,
    refetchInterval: safetyNetMs,
    meta: live,
  });
}

export function funnelQuery(scope: Scope) {
  const path = reportPath(scope.campaignId, "funnel", rangeOf(scope));
  return queryOptions({
    queryKey: ["campaigns", scope.campaignId, "funnel", rangeOf(scope)],
    queryFn: ({ signal }) => api.get(path, funnelSchema, { signal }),
    refetchInterval: safetyNetMs,
    meta: live,
  });
}

export function lagQuery(scope: Scope) {
  const path = reportPath(scope.campaignId, "lag", rangeOf(scope));
  return queryOptions({
    queryKey: ["campaigns", scope.campaignId, "lag", rangeOf(scope)],
    queryFn: ({ signal }) => api.get(path, lagSchema, { signal }),
    refetchInterval: safetyNetMs,
    meta: live,
  });
}

export function daysQuery(scope: Scope) {
  const path = reportPath(scope.campaignId, "days", rangeOf(scope));
  return queryOptions({
    queryKey: ["campaigns", scope.campaignId, "days", rangeOf(scope)],
    queryFn: ({ signal }) => api.get(path, daysSchema, { signal }),
    refetchInterval: safetyNetMs,
    meta: live,
  });
}

export function conversionTypesQuery(scope: Scope) {
  const path = reportPath(scope.campaignId, "conversion-types", rangeOf(scope));
  return queryOptions({
    queryKey: ["campaigns", scope.campaignId, "conversion-types", rangeOf(scope)],
    queryFn: ({ signal }) => api.get(path, conversionTypesSchema, { signal }),
    refetchInterval: safetyNetMs,
    meta: live,
  });
}

export interface AttributionParams {
  groupBy: AttributionQuery["groupBy"];
  models: readonly AttributionModel[];
  /** Other windows than the campaign's, in days. */
  windows?: { clickWindowDays: number; viewWindowDays: number };
}

/** Models side by side. With other windows it is worked out anew from single conversions: asked for once. */
export function attributionQuery(scope: Scope, { groupBy, models, windows }: AttributionParams) {
  const params = { ...rangeOf(scope), groupBy, models: models.join(","), ...windows };
  return queryOptions({
    queryKey: ["campaigns", scope.campaignId, "attribution", params],
    queryFn: ({ signal }) =>
      api.get(reportPath(scope.campaignId, "attribution", params), attributionSchema, { signal }),
    refetchInterval: windows ? false : safetyNetMs,
    meta: windows ? {} : live,
    refetchOnWindowFocus: !windows,
  });
}

/** As many conversions as leave what stands below them within reach. */
const conversionsPerPage = 25;

export function conversionListQuery({ campaignId, dates, chosenZone }: Scope, state: ConversionState | undefined) {
  const params = { ...dates, timeZone: chosenZone, state, limit: conversionsPerPage };
  return infiniteQueryOptions({
    queryKey: ["campaigns", campaignId, "conversions", params],
    queryFn: ({ pageParam, signal }) =>
      api.get(reportPath(campaignId, "conversions", { ...params, cursor: pageParam }), conversionListSchema, {
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: safetyNetMs,
    meta: live,
  });
}

/** Which conversion: its event id, and where several used the same one, the time of the one that is meant. */
export interface ConversionKey {
  eventId: string;
  occurredAt: string | null;
}

export function conversionQuery({ eventId, occurredAt }: ConversionKey) {
  const query = occurredAt ? `?${new URLSearchParams({ occurredAt })}` : "";
  return queryOptions({
    queryKey: ["conversions", eventId, occurredAt],
    queryFn: ({ signal }) =>
      api.get(`/api/conversions/${encodeURIComponent(eventId)}${query}`, conversionDetailSchema, { signal }),
    placeholderData: undefined,
    refetchInterval: safetyNetMs,
    meta: live,
  });
}

/** What changed after its first report: in the page's traffic, by the campaign's own model. */
export function restatementsQuery({ campaignId, dates, traffic }: Scope, metric?: RestatedMetric) {
  const params = { ...dates, traffic, model: "campaign", metric };
  return infiniteQueryOptions({
    queryKey: ["campaigns", campaignId, "restatements", params],
    queryFn: ({ pageParam, signal }) =>
      api.get(reportPath(campaignId, "restatements", { ...params, cursor: pageParam }), restatementsSchema, {
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: safetyNetMs,
    meta: live,
  });
}

export const usePacing = (campaignId: string) => useQuery(pacingQuery(campaignId));
export const useFunnel = (scope: Scope) => useQuery(funnelQuery(scope));
export const useLag = (scope: Scope) => useQuery(lagQuery(scope));
export const useDays = (scope: Scope) => useQuery(daysQuery(scope));
export const useConversionTypes = (scope: Scope) => useQuery(conversionTypesQuery(scope));
export const useAttribution = (scope: Scope, params: AttributionParams, enabled = true) =>
  useQuery({ ...attributionQuery(scope, params), enabled });
/** Page after page. */
export const useConversions = (scope: Scope, state?: ConversionState) =>
  useInfiniteQuery(conversionListQuery(scope, state));
export const useConversion = (key: ConversionKey) => useQuery(conversionQuery(key));
/** Page after page. */
export const useRestatements = (scope: Scope, metric?: RestatedMetric) =>
  useInfiniteQuery(restatementsQuery(scope, metric));
