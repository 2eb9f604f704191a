import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Batch } from "@/lib/contracts/batch";
import { BatchBar } from "./batch-bar";
import { batchTitle, isOver, kindNames, stateNames, stateTone, viaNames } from "./batch-words";

const figures = ["received", "stored", "duplicate", "rejected", "filtered", "pending"] as const;
const labels: Record<(typeof figures)[number], string> = {
  received: "Received",
  stored: "Stored",
  duplicate: "Duplicate",
  rejected: "Rejected",
  filtered: "Filtered",
  pending: "Pending",
};

export type BatchTableProps = { batches: readonly Batch[]; sourceName: (sourceId: string) => string };

/** One row a batch; its name leads to its page. */
export function BatchTable({ batches, sourceName }: BatchTableProps) {
  return (
    <Table label="Batches">
      <TableHeader>
        <TableRow>
          <TableHead>Batch</TableHead>
          <TableHead>State</TableHead>
          <TableHead className="hidden md:table-cell">Records</TableHead>
          {figures.map((figure) => (
            <TableHead key={figure} numeric className="px-2">
              {labels[figure]}
            </TableHead>
          ))}
          <TableHead numeric>Arrived</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {batches.map((batch) => (
          <TableRow key={batch.batchId} interactive>
            <TableCell className="min-w-44 max-w-60 sm:min-w-52 sm:max-w-80">
              <Link
                href={`/imports/${encodeURIComponent(batch.batchId)}`}
                className={cn(
                  "block truncate rounded-sm font-medium hover:underline",
                  batch.fileName === null && "font-mono font-normal text-xs leading-5",
                )}
              >
                <ForeignText text={batchTitle(batch)} />
              </Link>
              <span className="block truncate text-muted-foreground text-xs">
                <ForeignText text={sourceName(batch.source)} /> · {kindNames[batch.kind].toLowerCase()} ·{" "}
                {viaNames[batch.via]}
              </span>
              <BatchBar batch={batch} className="mt-1.5 md:hidden" />
            </TableCell>
            <TableCell>
              <StatusDot tone={stateTone(batch)} live={!isOver(batch)}>
                {stateNames[batch.state]}
              </StatusDot>
            </TableCell>
            <TableCell className="hidden min-w-28 md:table-cell">
              <BatchBar batch={batch} />
            </TableCell>
            {figures.map((figure) => (
              <TableCell
                key={figure}
                numeric
                className={cn(
                  "px-2",
                  batch[figure] === 0 && "text-faint-foreground",
                  figure === "rejected" && batch.rejected > 0 && "font-medium text-danger-text",
                )}
              >
                {formatInteger(batch[figure])}
              </TableCell>
            ))}
            <TableCell numeric>
              <TimeAgo at={batch.receivedAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
