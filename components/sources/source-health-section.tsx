"use client";

import Link from "next/link";
import { TimeSeriesChart } from "@/components/charts/time-series-chart";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { formatCompact, formatDuration, formatInteger, formatPercent } from "@/components/ui/format";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { StaleVeil } from "@/components/ui/stale-veil";
import { StatGrid } from "@/components/ui/stat-grid";
import { StatTile } from "@/components/ui/stat-tile";
import { StatusDot } from "@/components/ui/status-dot";
import { TimeAgo } from "@/components/ui/time-ago";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
import type { SourceHealth } from "@/lib/contracts/source-health";
import { useSourceHealth } from "./health-queries";
import { changeOf, freshnessTones, freshnessWords, partsOf } from "./health-words";
import { LastBatches } from "./last-batches";

const ranges = ["7", "30", "90"] as const;
const metrics = [
  { key: "valid", label: "Stored, valid", color: 1, shape: "bar", stack: "records" },
  { key: "invalid", label: "Stored, invalid traffic", color: 2, shape: "bar", stack: "records" },
  { key: "duplicate", label: "Duplicate", color: 6, shape: "bar", stack: "records" },
  { key: "rejected", label: "Rejected", color: 4, shape: "bar", stack: "records" },
] as const;

/** How a source does: what came, what became of it, and against the days before. */
export function SourceHealthSection({ sourceId }: { sourceId: string }) {
  const { get, set } = useUrlState();
  const days = oneOf(get("days"), ranges);
  const { data, error, refetch, isFetching, isPlaceholderData } = useSourceHealth(sourceId, Number(days));
  if (error && !data) {
    return (
      <Card>
        <ErrorState
          title="Its health could not be loaded"
          message={error.message}
          onRetry={refetch}
          retrying={isFetching}
        />
      </Card>
    );
  }
  return (
    <StaleVeil active={isPlaceholderData} className="flex flex-col gap-5">
      <Tiles sourceId={sourceId} health={data} days={days} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <Card>
          <CardHeader
            title="Volume by day"
            description="Records by the UTC day they arrived, and what became of them."
            actions={
              <SegmentedControl
                label="Days"
                value={days}
                onChange={(value) => set({ days: value === ranges[0] ? null : value })}
                options={ranges.map((value) => ({ value, label: `${value} days` }))}
              />
            }
          />
          <CardContent>
            <TimeSeriesChart
              label="Records per day"
              points={(data && data.now.received > 0 ? data.days : []).map((day) => ({
                at: `${day.day}T00:00:00Z`,
                values: partsOf(day),
              }))}
              metrics={metrics.map((metric) => ({ ...metric, format: formatInteger, formatAxis: formatCompact }))}
              bucket="day"
              timeZone="UTC"
              height={220}
              loading={!data}
              empty="Nothing has arrived in these days."
            />
          </CardContent>
        </Card>
        <LastBatches sourceId={sourceId} batches={data?.batches} />
      </div>
    </StaleVeil>
  );
}

type TilesProps = { sourceId: string; health: SourceHealth | undefined; days: string };

function Tiles({ sourceId, health, days }: TilesProps) {
  const loading = !health;
  const compared = `the ${days} days before`;
  const change = (figure: "received" | "rejectShare" | "invalidShare", better: "down" | "neither") =>
    health && { value: changeOf(health, figure), better, comparedWith: compared };
  return (
    <StatGrid>
      <StatTile
        label="State"
        loading={loading}
        value={
          health && (
            <StatusDot tone={freshnessTones[health.state]} className="font-semibold text-lg">
              {freshnessWords[health.state]}
            </StatusDot>
          )
        }
        hint={
          health?.expectedEverySeconds
            ? `expected every ${formatDuration(health.expectedEverySeconds * 1000)}`
            : "no cadence set"
        }
      />
      <StatTile
        label={`Received in ${days} days`}
        metric="received"
        loading={loading}
        value={formatCompact(health?.now.received)}
        change={change("received", "neither")}
        hint={
          health &&
          (health.lastReceivedAt ? (
            <>
              last <TimeAgo at={health.lastReceivedAt} />
            </>
          ) : (
            "nothing yet"
          ))
        }
      />
      <StatTile
        label="Rejected"
        metric="reject-share"
        loading={loading}
        value={formatPercent(health?.now.rejectShare)}
        change={change("rejectShare", "down")}
        hint={health && `${formatInteger(health.now.rejected)} records`}
      />
      <StatTile
        label="Invalid traffic"
        metric="invalid-share"
        loading={loading}
        value={formatPercent(health?.now.invalidShare)}
        change={change("invalidShare", "down")}
        hint={health && `${formatInteger(health.now.filtered)} of the stored`}
      />
      <StatTile
        label="Open issues"
        metric="open-issues"
        loading={loading}
        value={
          health && (
            <Link
              href={`/quality?source=${encodeURIComponent(sourceId)}`}
              className="inline-flex items-center gap-2 rounded-sm hover:underline"
            >
              {formatInteger(health.openIssues)}
              {health.openIssues > 0 && <Badge tone="warning">look at them</Badge>}
            </Link>
          )
        }
        hint={health && credentialsText(health)}
      />
    </StatGrid>
  );
}

function credentialsText({ activeKeys, activeSecrets }: SourceHealth): string {
  const keys = `${activeKeys} working ${activeKeys === 1 ? "key" : "keys"}`;
  return activeSecrets === 0 ? keys : `${keys}, ${activeSecrets} ${activeSecrets === 1 ? "secret" : "secrets"}`;
}
