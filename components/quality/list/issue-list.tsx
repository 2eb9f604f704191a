"use client";

import { issueSorts } from "@/components/quality/issue-filters";
import { counted } from "@/components/quality/issue-words";
import type { useIssues } from "@/components/quality/queries";
import { useTriage } from "@/components/quality/triage";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { Select } from "@/components/ui/select";
import { StaleVeil } from "@/components/ui/stale-veil";
import { useUrlState } from "@/components/ui/use-url-state";
import { IssueRow, wideColumns } from "./issue-row";
import { NoIssues } from "./no-issues";
import { RowSkeletons } from "./row-skeletons";

const sortLabels = { lastSeen: "Last seen", firstSeen: "First seen", count: "Most records" };
/** As many as the API gives. */
const maxIssues = 500;

/** The issues that the filters let through. */
export function IssueList({ list }: { list: ReturnType<typeof useIssues> }) {
  const { issues, issueId } = useTriage();
  const { data, error, refetch, isFetching, isPlaceholderData } = list;
  return (
    <Card className={cn("@container overflow-hidden", issueId !== null && "flex max-h-full flex-col")}>
      {error && !data && (
        <ErrorState
          title="Issues could not be loaded"
          message={error.message}
          onRetry={refetch}
          retrying={isFetching}
        />
      )}
      {!data && !error && <RowSkeletons />}
      {data && (
        <StaleVeil active={isPlaceholderData} className="flex min-h-0 flex-col">
          {issues.length === 0 ? (
            <NoIssues />
          ) : (
            <>
              <ListHead />
              <ul aria-label="Issues" className="min-h-0 overflow-y-auto">
                {issues.map((issue) => (
                  <IssueRow key={issue.id} issue={issue} />
                ))}
              </ul>
            </>
          )}
          {issues.length >= maxIssues && (
            <p className="border-t px-5 py-3 text-muted-foreground text-sm">
              The first {maxIssues} are listed; filters find the others.
            </p>
          )}
        </StaleVeil>
      )}
    </Card>
  );
}

function ListHead() {
  const { issues, selection, filters, act, viewer } = useTriage();
  const url = useUrlState();
  const isAll = selection.selected.size === issues.length;
  return (
    <div className="flex items-center gap-3 border-b px-4 py-1.5 text-muted-foreground text-xs @3xl:px-5">
      {viewer.canAct && (
        <input
          type="checkbox"
          aria-label="Select all"
          checked={isAll}
          ref={(box) => {
            if (box) box.indeterminate = selection.selected.size > 0 && !isAll;
          }}
          onChange={() => act({ type: isAll ? "clear" : "all" })}
          className="size-4 shrink-0 cursor-pointer accent-brand"
        />
      )}
      <div className={cn("grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4", wideColumns)}>
        <div className="flex items-center gap-3">
          <span className="font-medium tabular-nums">{counted(issues.length, "issue")}</span>
          <Select
            aria-label="Order"
            className="h-7 border-transparent bg-transparent px-1.5 text-xs shadow-none sm:text-xs"
            value={filters.sort}
            onChange={(sort) => url.set({ sort: sort === "lastSeen" ? null : sort })}
            options={issueSorts.map((value) => ({ value, label: sortLabels[value] }))}
          />
        </div>
        <span className="hidden font-medium @3xl:block">Last 7 days</span>
        <span className="text-right font-medium">Records</span>
        <span className="hidden text-right font-medium @3xl:block">First seen</span>
        <span className="hidden text-right font-medium @3xl:block">Last seen</span>
        <span className="sr-only">Assignee</span>
      </div>
    </div>
  );
}
