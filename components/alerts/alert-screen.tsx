"use client";

import { SearchX } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { StatGrid } from "@/components/ui/stat-grid";
import { StatTile } from "@/components/ui/stat-tile";
import { StatusDot } from "@/components/ui/status-dot";
import { TimeAgo } from "@/components/ui/time-ago";
import type { AlertDetail } from "@/lib/contracts/alerts";
import { AlertActions } from "./alert-actions";
import { formatObserved, metricName, severityTones, stateTones } from "./alert-words";
import { Evidence } from "./evidence";
import { useAlert } from "./queries";
import { Timeline } from "./timeline";

const crumbs = [{ label: "Alerts", href: "/alerts" }];

/** The page that a Slack message links to: what is wrong, the evidence, who did what. */
export function AlertScreen({ alertId }: { alertId: string }) {
  const { data, error, refetch, isFetching } = useAlert(alertId);
  if (data) return <AlertPage alert={data} />;
  const unknown = error && "status" in error && error.status === 404;
  return (
    <>
      <PageHeader title="Alert" crumbs={crumbs} />
      <Card>
        {!error && <SkeletonTable label="Alert" rows={4} columns={3} />}
        {unknown && (
          <EmptyState
            icon={<SearchX aria-hidden />}
            title="There is no such alert"
            description="The link may be old, or cut off."
          />
        )}
        {error && !unknown && (
          <ErrorState
            title="The alert could not be loaded"
            message={error.message}
            onRetry={refetch}
            retrying={isFetching}
          />
        )}
      </Card>
    </>
  );
}

function AlertPage({ alert }: { alert: AlertDetail }) {
  return (
    <>
      <PageHeader
        title={alert.title}
        crumbs={crumbs}
        badge={
          <>
            <Badge tone={severityTones[alert.severity]}>{alert.severity}</Badge>
            <StatusDot tone={stateTones[alert.state]}>{alert.state}</StatusDot>
          </>
        }
        description={alert.assignee ? `Assigned to ${alert.assignee}` : "Assigned to nobody"}
        actions={<AlertActions alert={alert} />}
      />
      <StatGrid>
        <StatTile
          label={metricName(alert.metric)}
          value={formatObserved(alert.metric, alert.observed)}
          hint={`expected ${formatObserved(alert.metric, alert.expected)}`}
        />
        <StatTile
          label="Began"
          value={<TimeAgo at={alert.startedAt} />}
          hint={alert.occurrences === 1 ? "seen once" : `seen ${alert.occurrences} times`}
        />
        <StatTile
          label={alert.resolvedAt ? "Resolved" : "Last seen"}
          value={<TimeAgo at={alert.resolvedAt ?? alert.lastSeenAt} />}
          hint={`monitor ${alert.monitor}`}
        />
      </StatGrid>
      <div className="mt-6 grid gap-6 lg:grid-cols-2">
        <Card>
          <CardHeader title="Timeline" />
          <CardContent>
            <Timeline lines={alert.timeline} />
          </CardContent>
        </Card>
        <Evidence alert={alert} />
      </div>
    </>
  );
}
