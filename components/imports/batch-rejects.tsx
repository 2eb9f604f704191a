"use client";

import { Download } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { May } from "@/components/ui/permissions";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import type { Batch } from "@/lib/contracts/batch";
import { CorrectionDialog } from "./correction-dialog";
import { useRejects } from "./queries";
import { RejectTable } from "./reject-table";

/** Every rejected record of a batch as it was sent, to read, to take away and to bring back corrected. */
export function BatchRejects({ batch }: { batch: Batch }) {
  const hasRejects = batch.rejected > 0;
  useEffect(() => {
    // the browser looked for the place before the batch was there
    if (hasRejects && window.location.hash === "#rejects") document.getElementById("rejects")?.scrollIntoView();
  }, [hasRejects]);
  if (!hasRejects) return null;
  const href = (format: string) =>
    `/api/batches/${encodeURIComponent(batch.batchId)}/rejects?format=${format}&download=1`;
  return (
    <Card id="rejects" className="mt-6 scroll-mt-20">
      <CardHeader
        title="Rejects"
        description="Every one as it was sent. Correct them in the download, and upload that very file."
        actions={
          <>
            <Button variant="secondary" asChild>
              <a href={href("csv")} download>
                <Download aria-hidden />
                CSV
                <span className="sr-only"> of all rejects</span>
              </a>
            </Button>
            <Button variant="secondary" asChild>
              <a href={href("json")} download>
                <Download aria-hidden />
                JSON
                <span className="sr-only"> of all rejects</span>
              </a>
            </Button>
            <May access="operate">
              <CorrectionDialog batch={batch} />
            </May>
          </>
        }
      />
      <RejectList batch={batch} />
    </Card>
  );
}

/** A page of the API has 500: more than one looks at, and it would make a page of 30,000 pixels. */
const step = 50;

function RejectList({ batch: { batchId, rejected } }: { batch: Batch }) {
  const { data, error, refetch, isFetching, fetchNextPage, hasNextPage, isFetchingNextPage } = useRejects(batchId);
  const [shown, setShown] = useState(step);
  const known = useRef(rejected);
  useEffect(() => {
    if (known.current !== rejected) void refetch();
    known.current = rejected;
  }, [rejected, refetch]);
  if (error && !data)
    return (
      <ErrorState title="Rejects could not be loaded" message={error.message} onRetry={refetch} retrying={isFetching} />
    );
  if (!data) return <SkeletonTable label="Rejects" rows={Math.min(rejected, 8)} columns={3} />;
  const rejects = data.pages.flatMap((page) => page.rejects);
  const showMore = () => {
    setShown(shown + step);
    if (shown + step > rejects.length && hasNextPage) void fetchNextPage();
  };
  return (
    <>
      <RejectTable rejects={rejects.slice(0, shown)} />
      <LoadMore
        shown={Math.min(shown, rejects.length)}
        total={rejected}
        hasMore={shown < rejects.length || hasNextPage}
        loading={isFetchingNextPage}
        onLoadMore={showMore}
        noun="rejects"
      />
    </>
  );
}
