import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { StatusDot } from "@/components/ui/status-dot";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Batch } from "@/lib/contracts/batch";
import { batchTone } from "./health-words";

/** What a source sent last; undefined while it is not known. */
export function LastBatches({ sourceId, batches }: { sourceId: string; batches: readonly Batch[] | undefined }) {
  return (
    <Card>
      <CardHeader
        title="Last batches"
        actions={
          <Link
            href={`/imports?source=${encodeURIComponent(sourceId)}`}
            className="rounded-sm text-brand text-sm underline-offset-4 hover:underline"
          >
            All of them
          </Link>
        }
      />
      {!batches && <SkeletonTable label="Last batches" rows={5} columns={2} />}
      {batches?.length === 0 && (
        <p className="px-5 pb-5 text-muted-foreground text-sm">It has not sent anything yet.</p>
      )}
      {batches && batches.length > 0 && (
        <ul aria-label="Last batches" className="max-h-75 divide-y overflow-y-auto border-t">
          {batches.map((batch) => (
            <li key={batch.batchId} className="flex items-center justify-between gap-3 px-5 py-2.5">
              <div className="min-w-0">
                <Link
                  href={`/imports/${encodeURIComponent(batch.batchId)}`}
                  className="block truncate rounded-sm font-medium text-sm hover:underline"
                >
                  <ForeignText text={batch.fileName ?? batch.kind} />
                </Link>
                <p className="truncate text-muted-foreground text-xs">
                  {formatInteger(batch.received)} {batch.received === 1 ? "record" : "records"}
                  {batch.rejected > 0 && `, ${formatInteger(batch.rejected)} rejected`} ·{" "}
                  <TimeAgo at={batch.receivedAt} />
                </p>
              </div>
              <StatusDot tone={batchTone(batch)}>{batch.state}</StatusDot>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
