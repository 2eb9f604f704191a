"use client";

import Link from "next/link";
import { ErrorState } from "@/components/ui/error-state";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { LoadMore } from "@/components/ui/load-more";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Pull, PulledFile } from "@/lib/contracts/pull";
import { usePulledFiles } from "./pull-queries";

const tones = { taken: "success", retrying: "warning", failed: "danger" } as const;

/** What was taken from a folder or a bucket, the newest first. */
export function PulledFiles({ pull }: { pull: Pull }) {
  const { data, error, refetch, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage } = usePulledFiles(
    pull.sourceId,
    pull.id,
  );
  const files = data?.pages.flatMap((page) => page.files);
  return (
    <div className="mt-3 rounded-lg border">
      {error && !files && (
        <ErrorState
          title="The files could not be loaded"
          message={error.message}
          onRetry={refetch}
          retrying={isFetching}
        />
      )}
      {!files && !error && <SkeletonTable label="Files" rows={3} columns={4} />}
      {files?.length === 0 && (
        <p className="px-5 py-4 text-muted-foreground text-sm">No file that fits {pull.pattern} has been found yet.</p>
      )}
      {files && files.length > 0 && (
        <Table label="Files">
          <TableHeader>
            <TableRow>
              <TableHead>File</TableHead>
              <TableHead>State</TableHead>
              <TableHead numeric>Size</TableHead>
              <TableHead numeric>Records</TableHead>
              <TableHead numeric>When</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {files.map((file) => (
              <FileRow key={`${file.name} ${file.takenAt}`} file={file} />
            ))}
          </TableBody>
        </Table>
      )}
      {files && files.length > 0 && (
        <LoadMore
          noun="files"
          shown={files.length}
          hasMore={hasNextPage}
          loading={isFetchingNextPage}
          onLoadMore={fetchNextPage}
        />
      )}
    </div>
  );
}

function FileRow({ file }: { file: PulledFile }) {
  return (
    <TableRow>
      <TableCell className="min-w-48">
        {file.batchId ? (
          <Link
            href={`/imports/${encodeURIComponent(file.batchId)}`}
            className="break-all rounded-sm font-medium hover:underline"
          >
            <ForeignText text={file.name} />
          </Link>
        ) : (
          <span className="break-all font-medium">
            <ForeignText text={file.name} />
          </span>
        )}
        {file.error && <span className="block text-danger-text text-xs">{file.error}</span>}
      </TableCell>
      <TableCell>
        <StatusDot tone={tones[file.state]}>{file.state}</StatusDot>
      </TableCell>
      <TableCell numeric>{`${formatInteger(Math.ceil(file.bytes / 1000))} kB`}</TableCell>
      <TableCell numeric>{file.records === null ? "–" : formatInteger(file.records)}</TableCell>
      <TableCell numeric>
        <TimeAgo at={file.takenAt} />
      </TableCell>
    </TableRow>
  );
}
