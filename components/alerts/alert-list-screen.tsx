"use client";

import { BellOff } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
import { AlertTable } from "./alert-table";
import { type AlertFilter, useAlertList } from "./queries";

const filters: readonly [AlertFilter, ...AlertFilter[]] = ["open", "acknowledged", "resolved", "all"];

const emptyTexts: Record<AlertFilter, { title: string; description: string }> = {
  open: {
    title: "Nothing is wrong",
    description: "When a source falls silent or its records are rejected, it is told here.",
  },
  acknowledged: { title: "Nobody is on an alert", description: "An alert that somebody has acknowledged waits here." },
  resolved: { title: "No alert was resolved yet", description: "Alerts that are over are kept here." },
  all: {
    title: "There has been no alert",
    description: "When a source falls silent or its records are rejected, it is told here.",
  },
};

/** The alert inbox; the address holds which alerts are shown. */
export function AlertListScreen() {
  const url = useUrlState();
  const filter = oneOf(url.get("state"), filters);
  const { data, error, refetch, isFetching } = useAlertList(filter);
  const counts = data?.counts;
  const count = (value: AlertFilter) => {
    if (!counts || value === "all") return "";
    return ` ${value === "open" ? counts.open + counts.snoozed : counts[value]}`;
  };
  const label = { open: "Open", acknowledged: "Acknowledged", resolved: "Resolved", all: "All" };
  return (
    <>
      <PageHeader
        title="Alerts"
        description="What needs somebody, newest first; alerts that are over resolve by themselves"
      />
      <div className="mb-4">
        <SegmentedControl
          label="State"
          value={filter}
          onChange={(next) => url.set({ state: next === "open" ? null : next })}
          options={filters.map((value) => ({ value, label: `${label[value]}${count(value)}` }))}
        />
      </div>
      <Card>
        {error && !data && (
          <ErrorState
            title="Alerts could not be loaded"
            message={error.message}
            onRetry={refetch}
            retrying={isFetching}
          />
        )}
        {!data && !error && <SkeletonTable label="Alerts" rows={5} columns={5} />}
        {data && data.alerts.length > 0 && <AlertTable alerts={data.alerts} />}
        {data && data.alerts.length === 0 && <EmptyState icon={<BellOff aria-hidden />} {...emptyTexts[filter]} />}
      </Card>
    </>
  );
}
