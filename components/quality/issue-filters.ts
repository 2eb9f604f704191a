import { type IngestKind, ingestKindSchema } from "@/lib/contracts/kinds";
import { issueQuerySchema } from "@/lib/contracts/quality";
import { type RejectReason, rejectReasonSchema } from "@/lib/contracts/reject-reasons";

export const issueStates = ["open", "ignored", "resolved"] as const;
export const issueSorts = ["lastSeen", "firstSeen", "count"] as const;
export const issueMarks = ["new", "regressed", "replayable"] as const;
export const ingestKinds: readonly IngestKind[] = ingestKindSchema.options;
export const rejectReasons = rejectReasonSchema.options;

/** In the address: whoever looks at it. */
export const me = "me";
/** In the address and in the API: nobody's. */
export const nobody = "none";

/** Which issues are listed, as the address says. */
export interface IssueFilters {
  state: (typeof issueStates)[number];
  source: string | null;
  kind: IngestKind | null;
  reason: RejectReason | null;
  field: string | null;
  assignee: string | null;
  is: (typeof issueMarks)[number] | null;
  sort: (typeof issueSorts)[number];
}

/** Reads the filters from an address; what does not fit is as if it were not there. */
export function readIssueFilters(get: (name: string) => string | null): IssueFilters {
  const { shape } = issueQuerySchema;
  return {
    state: shape.state.catch(undefined).parse(get("state") ?? undefined) ?? "open",
    source: shape.source.catch(undefined).parse(get("source") ?? undefined) ?? null,
    kind: ingestKindSchema.safeParse(get("kind")).data ?? null,
    reason: shape.reason.catch(undefined).parse(get("reason") ?? undefined) ?? null,
    field: shape.field.catch(undefined).parse(get("field") ?? undefined) ?? null,
    assignee: shape.assignee.catch(undefined).parse(get("assignee") ?? undefined) ?? null,
    is: shape.is.catch(undefined).parse(get("is") ?? undefined) ?? null,
    sort: issueSorts.find((sort) => sort === get("sort")) ?? "lastSeen",
  };
}

/** The query of `GET /api/quality/issues`; `me` becomes the email of whoever looks. */
export function toIssueQuery(filters: IssueFilters, email: string): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (value !== null) query.set(name, name === "assignee" && value === me ? email : value);
  }
  return query;
}

/** Whether something else than the state narrows the list. */
export function isNarrowed({ state: _state, sort: _sort, ...others }: IssueFilters): boolean {
  return Object.values(others).some((value) => value !== null);
}

/** The address of an issue, or of the list when null, with the filters of the address where one is. */
export function issueHref(issueId: string | null, search: string): string {
  const query = search.replace(/^\?/, "");
  const path = issueId === null ? "/quality" : `/quality/${encodeURIComponent(issueId)}`;
  return query === "" ? path : `${path}?${query}`;
}
