"use client";

import { ShieldCheck } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
import { IssueSheet } from "./issue-sheet";
import { IssueTable } from "./issue-table";
import { useIssues } from "./queries";

const states = ["open", "ignored", "resolved"] as const;

/** Rejected records grouped by cause; the address holds the filters and the issue that is open. */
export function QualityScreen() {
  const url = useUrlState();
  const state = oneOf(url.get("state"), states);
  const source = url.get("source");
  const { data, error, refetch, isFetching } = useIssues({ state, source });
  const selected = data?.issues.find((issue) => issue.id === url.get("issue"));
  return (
    <>
      <PageHeader
        title="Quality"
        description="Rejected records, grouped by source, kind, reason and field. Nothing that was sent is dropped without standing here."
      />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SegmentedControl
          label="State"
          value={state}
          onChange={(next) => url.set({ state: next === "open" ? null : next, issue: null })}
          options={[
            { value: "open", label: "Open" },
            { value: "ignored", label: "Ignored" },
            { value: "resolved", label: "Resolved" },
          ]}
        />
        {source && (
          <Button variant="secondary" onClick={() => url.set({ source: null })}>
            Source {data?.issues[0]?.sourceName ?? source} ✕
          </Button>
        )}
      </div>
      <Card>
        {error && !data && (
          <ErrorState
            title="Issues could not be loaded"
            message={error.message}
            onRetry={refetch}
            retrying={isFetching}
          />
        )}
        {!data && !error && <SkeletonTable label="Issues" rows={6} columns={5} />}
        {data && data.issues.length > 0 && <IssueTable issues={data.issues} onOpen={(id) => url.set({ issue: id })} />}
        {data && data.issues.length === 0 && (
          <EmptyState
            icon={<ShieldCheck aria-hidden />}
            title={state === "open" ? "Every record was accepted" : `No issue is ${state}`}
            description={
              state === "open"
                ? "When records are rejected, they are grouped here by cause, with their line, field and reason."
                : "Issues move here when somebody sets them so."
            }
          />
        )}
      </Card>
      {selected && <IssueSheet key={selected.id} issue={selected} onClose={() => url.set({ issue: null })} />}
    </>
  );
}
