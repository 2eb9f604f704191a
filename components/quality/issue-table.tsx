import { formatInteger } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { QualityIssue } from "@/lib/contracts/quality";

type IssueTableProps = { issues: readonly QualityIssue[]; onOpen: (id: string) => void };

/** One row a cause, with the newest record's own text. */
export function IssueTable({ issues, onOpen }: IssueTableProps) {
  return (
    <Table label="Issues">
      <TableHeader>
        <TableRow>
          <TableHead>Cause</TableHead>
          <TableHead>Source</TableHead>
          <TableHead>Newest record</TableHead>
          <TableHead numeric>Records</TableHead>
          <TableHead numeric>First seen</TableHead>
          <TableHead numeric>Last seen</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {issues.map((issue) => (
          <TableRow key={issue.id} interactive>
            <TableCell className="min-w-44">
              <button
                type="button"
                onClick={() => onOpen(issue.id)}
                className="rounded-sm text-left font-medium hover:underline"
              >
                {reasonText(issue.reason)}
              </button>
              {issue.field && <code className="block text-muted-foreground text-xs">{issue.field}</code>}
            </TableCell>
            <TableCell className="min-w-32">
              {issue.sourceName}
              <span className="block text-muted-foreground text-xs">{issue.kind.replaceAll(/[-_]/g, " ")}</span>
            </TableCell>
            <TableCell className="max-w-96">
              <span className="block truncate text-muted-foreground">{issue.sample?.message}</span>
              <code className="block truncate text-faint-foreground text-xs">{issue.sample?.raw}</code>
            </TableCell>
            <TableCell numeric>{formatInteger(issue.count)}</TableCell>
            <TableCell numeric>
              <TimeAgo at={issue.firstSeenAt} />
            </TableCell>
            <TableCell numeric>
              <TimeAgo at={issue.lastSeenAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
