import { formatInteger } from "@/components/ui/format";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Erasure } from "@/lib/contracts/erasure";
import { countsText } from "./counts-text";

const states = {
  waiting: { tone: "info", text: "waiting" },
  running: { tone: "info", text: "deleting" },
  done: { tone: "success", text: "done" },
} as const;

/** The record of each deletion: whom it meant stands as a keyed hash only. */
export function ErasureTable({ erasures }: { erasures: readonly Erasure[] }) {
  return (
    <Table label="Deletions">
      <TableHeader>
        <TableRow>
          <TableHead>State</TableHead>
          <TableHead>User</TableHead>
          <TableHead>Deleted</TableHead>
          <TableHead numeric>Asked for</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {erasures.map(({ id, state, waitsFor, userKey, counts, requestedBy, requestedAt }) => {
          const sum = Object.values(counts).reduce((total, count) => total + count, 0);
          return (
            <TableRow key={id}>
              <TableCell>
                <StatusDot tone={states[state].tone} live={state !== "done"}>
                  {states[state].text}
                </StatusDot>
                {waitsFor && <span className="block max-w-40 text-faint-foreground text-xs">{waitsFor}</span>}
              </TableCell>
              <TableCell>
                <code title={userKey} className="text-muted-foreground text-xs">
                  {userKey.slice(0, 8)}…
                </code>
              </TableCell>
              <TableCell className="min-w-36 text-pretty">
                <span className="tabular-nums">{formatInteger(sum)}</span> {sum === 1 ? "row" : "rows"}
                <span className="block text-faint-foreground text-xs">{countsText(counts)}</span>
              </TableCell>
              <TableCell numeric>
                <TimeAgo at={requestedAt} />
                <span className="block max-w-40 truncate text-faint-foreground text-xs">{requestedBy}</span>
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
