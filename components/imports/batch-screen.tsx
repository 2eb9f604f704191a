"use client";

import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { BatchEquation } from "./batch-equation";
import { BatchPage, crumbs } from "./batch-page";
import { useLiveBatch } from "./use-live-batch";

/** The page of one batch, live as long as something comes of it. */
export function BatchScreen({ batchId }: { batchId: string }) {
  const { data, error, refetch, isFetching, samples } = useLiveBatch(batchId);
  if (data) return <BatchPage batch={data} samples={samples} />;
  const unknown = error && "status" in error && error.status === 404;
  return (
    <>
      <PageHeader title="Batch" crumbs={crumbs} description={<code>{batchId}</code>} />
      {!error && (
        <>
          <BatchEquation batch={undefined} />
          <Card className="mt-6">
            <SkeletonTable label="Batch" rows={5} columns={3} />
          </Card>
        </>
      )}
      {error && (
        <Card>
          {unknown ? (
            <EmptyState
              icon={<SearchX aria-hidden />}
              title="There is no such batch"
              description="The link may be old, or cut off."
              action={
                <Button variant="secondary" asChild>
                  <Link href="/imports">All batches</Link>
                </Button>
              }
            />
          ) : (
            <ErrorState
              title="The batch could not be loaded"
              message={error.message}
              onRetry={refetch}
              retrying={isFetching}
            />
          )}
        </Card>
      )}
    </>
  );
}
