import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { auditListSchema } from "@/lib/contracts/audit";
import { api } from "@/lib/http/browser/api";

export interface AuditFilters {
  actor: string;
  action: string;
  subject: string;
}

/** The address of the log, as the filters leave it. */
export function auditPath(filters: AuditFilters, more: Readonly<Record<string, string>> = {}): string {
  const given = Object.entries({ ...filters, ...more }).filter(([, value]) => value !== "");
  return `/api/audit?${new URLSearchParams(given)}`;
}

export function auditQuery(filters: AuditFilters) {
  return infiniteQueryOptions({
    queryKey: ["audit", filters],
    queryFn: ({ pageParam, signal }) => api.get(auditPath(filters, { cursor: pageParam }), auditListSchema, { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** `GET /api/audit`, page after page. */
export const useAudit = (filters: AuditFilters) => useInfiniteQuery(auditQuery(filters));
