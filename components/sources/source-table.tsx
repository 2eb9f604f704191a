import Link from "next/link";
import { Sparkline } from "@/components/charts/sparkline";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatCompact, formatDuration, formatInteger, formatPercent, NO_VALUE } from "@/components/ui/format";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Source } from "@/lib/contracts/source";
import type { SourceHealthList } from "@/lib/contracts/source-health";
import { freshnessTones, freshnessWords } from "./health-words";

type Health = SourceHealthList["sources"][number];

/** Above it a share is something to look at. */
const highShare = 0.05;

/** One row a source, with how it does; `health` is undefined until it is known. */
export function SourceTable({
  sources,
  health,
}: {
  sources: readonly Source[];
  health: readonly Health[] | undefined;
}) {
  const byId = new Map(health?.map((one) => [one.sourceId, one]));
  return (
    <Table label="Sources">
      <TableHeader>
        <TableRow>
          <TableHead>Source</TableHead>
          <TableHead>State</TableHead>
          <TableHead numeric className="max-sm:hidden">
            Last 24 hours
          </TableHead>
          <TableHead className="max-md:hidden">7 days</TableHead>
          <TableHead numeric className="max-md:hidden">
            Rejected
          </TableHead>
          <TableHead numeric className="max-md:hidden">
            Invalid
          </TableHead>
          <TableHead numeric className="max-md:hidden">
            Last received
          </TableHead>
          <TableHead className="whitespace-normal">Open issues</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} health={byId.get(source.id)} />
        ))}
      </TableBody>
    </Table>
  );
}

function SourceRow({ source, health }: { source: Source; health: Health | undefined }) {
  return (
    <TableRow interactive>
      <TableCell className="min-w-36 break-words sm:min-w-44">
        <Link href={`/sources/${encodeURIComponent(source.id)}`} className="rounded-sm font-medium hover:underline">
          <ForeignText text={source.name} />
        </Link>
        <code className="block text-muted-foreground text-xs">{source.id}</code>
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {health ? <StatusDot tone={freshnessTones[health.state]}>{freshnessWords[health.state]}</StatusDot> : NO_VALUE}
        {source.expectedEverySeconds !== null && (
          <span className="block text-muted-foreground text-xs">
            every {formatDuration(source.expectedEverySeconds * 1000)}
          </span>
        )}
      </TableCell>
      <TableCell numeric className="max-sm:hidden">
        {formatCompact(health?.received24h)}
      </TableCell>
      <TableCell className="min-w-28 max-md:hidden">
        {health && (
          <Sparkline
            values={health.trend}
            label={`Records received on each of the last 7 days: ${health.trend.map(formatInteger).join(", ")}`}
            height={24}
            className="max-w-32"
          />
        )}
      </TableCell>
      <ShareCell share={health?.rejectShare} />
      <ShareCell share={health?.invalidShare} />
      <TableCell numeric className="max-md:hidden">
        <TimeAgo at={health?.lastReceivedAt} never="never" />
      </TableCell>
      <TableCell>
        {health && health.openIssues > 0 ? (
          <Link href={`/quality?source=${encodeURIComponent(source.id)}`} className="rounded-sm hover:underline">
            <Badge tone="warning">{formatInteger(health.openIssues)} open</Badge>
          </Link>
        ) : (
          <span className="text-muted-foreground">{health ? "none" : NO_VALUE}</span>
        )}
      </TableCell>
    </TableRow>
  );
}

function ShareCell({ share }: { share: number | null | undefined }) {
  const isHigh = (share ?? 0) > highShare;
  return (
    <TableCell numeric className={cn("max-md:hidden", isHigh && "font-medium text-danger-text")}>
      {formatPercent(share)}
    </TableCell>
  );
}
