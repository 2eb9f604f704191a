import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { ForeignText } from "@/components/ui/foreign-text";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Alert } from "@/lib/contracts/alerts";
import { formatObserved, metricName, severityTones, stateTones } from "./alert-words";

/** One row an alert; the title leads to its page. */
export function AlertTable({ alerts }: { alerts: readonly Alert[] }) {
  return (
    <Table label="Alerts">
      <TableHeader>
        <TableRow>
          <TableHead>Alert</TableHead>
          <TableHead>Severity</TableHead>
          <TableHead>State</TableHead>
          <TableHead numeric>Observed</TableHead>
          <TableHead numeric>Began</TableHead>
          <TableHead numeric>Last seen</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {alerts.map((alert) => (
          <TableRow key={alert.id} interactive>
            <TableCell className="min-w-64 max-w-xl">
              <Link href={`/alerts/${alert.id}`} className="rounded-sm font-medium hover:underline">
                <ForeignText text={alert.title} />
              </Link>
              <span className="block text-muted-foreground text-xs">
                {metricName(alert.metric)}
                {alert.occurrences > 1 && ` · seen ${alert.occurrences} times`}
                {alert.assignee && ` · ${alert.assignee}`}
              </span>
            </TableCell>
            <TableCell>
              <Badge tone={severityTones[alert.severity]}>{alert.severity}</Badge>
            </TableCell>
            <TableCell>
              <StatusDot tone={stateTones[alert.state]}>{alert.state}</StatusDot>
            </TableCell>
            <TableCell numeric>
              {formatObserved(alert.metric, alert.observed)}
              <span className="block text-muted-foreground text-xs">
                expected {formatObserved(alert.metric, alert.expected)}
              </span>
            </TableCell>
            <TableCell numeric>
              <TimeAgo at={alert.startedAt} />
            </TableCell>
            <TableCell numeric>
              <TimeAgo at={alert.lastSeenAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
