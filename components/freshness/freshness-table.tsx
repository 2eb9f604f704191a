import { ArrivalStrip } from "@/components/charts/arrival-strip";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatDuration } from "@/components/ui/format";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Freshness } from "@/lib/contracts/freshness";
import { StageList } from "./stage-list";

type SourceRow = Freshness["sources"][number];

const tones: Record<SourceRow["state"], StatusTone> = {
  fresh: "success",
  late: "warning",
  stale: "danger",
  never: "neutral",
};
const hourMs = 3_600_000;

const kindNames = {
  impression: "impressions",
  click: "clicks",
  conversion: "conversions",
  bid_request: "bid requests",
} as const;

/** One row a source and kind. `now` is the time that the rows are of. */
export function FreshnessTable({ sources, now }: { sources: readonly SourceRow[]; now: Date }) {
  return (
    <Table label="Sources">
      <TableHeader>
        <TableRow>
          <TableHead>Source</TableHead>
          <TableHead>State</TableHead>
          <TableHead className="hidden md:table-cell">Last 7 days</TableHead>
          <TableHead numeric>Newest event</TableHead>
          <TableHead numeric>Lag p50 / p95 / p99</TableHead>
          <TableHead>Pipeline</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {sources.map((source) => (
          <TableRow key={`${source.sourceId} ${source.kind}`}>
            <TableCell className="min-w-40">
              <span className="block font-medium">
                <ForeignText text={source.name} />
              </span>
              <span className="text-muted-foreground text-xs">
                {source.kind ? kindNames[source.kind] : "nothing sent yet"}
              </span>
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <StatusDot tone={tones[source.state]}>{source.state}</StatusDot>
              <span className="block text-muted-foreground text-xs">
                {source.expectedEverySeconds === null
                  ? "no cadence set"
                  : `expected every ${formatDuration(source.expectedEverySeconds * 1000)}`}
              </span>
            </TableCell>
            <TableCell className="hidden min-w-64 md:table-cell">
              <ArrivalStrip
                label={`Arrivals from ${source.name}`}
                buckets={arrivalBuckets(source, now)}
                timeZone="UTC"
                now={now}
                since={source.state === "never" ? now : new Date(source.createdAt)}
              />
            </TableCell>
            <TableCell numeric>
              <TimeAgo at={source.lastEventAt} />
              <span className="block text-muted-foreground text-xs">
                received <TimeAgo at={source.lastReceivedAt} />
              </span>
            </TableCell>
            <TableCell numeric>
              {formatDuration(source.lagMs.p50)} / {formatDuration(source.lagMs.p95)} /{" "}
              {formatDuration(source.lagMs.p99)}
            </TableCell>
            <TableCell>
              <StageList stages={source.stages} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** The hours of the row as times: the last of them is the hour that `now` is in. */
function arrivalBuckets({ arrivals }: SourceRow, now: Date) {
  const lastHour = Math.floor(now.getTime() / hourMs) * hourMs;
  return arrivals.map((count, index) => ({ at: lastHour - (arrivals.length - 1 - index) * hourMs, count }));
}
