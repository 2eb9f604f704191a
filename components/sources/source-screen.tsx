"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { useMay } from "@/components/ui/permissions";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { ApiError } from "@/lib/http/browser/api";
import { CredentialsCard } from "./credentials-card";
import { MappingCard } from "./mapping-card";
import { PullsCard } from "./pulls-card";
import { useSource } from "./queries";
import { SourceHealthSection } from "./source-health-section";
import { SourceSettings } from "./source-settings";

const crumbs = [{ label: "Sources", href: "/sources" }];

/** One source: how it does, how it is read, who may send as it, how much, and what is fetched for it. */
export function SourceScreen({ sourceId }: { sourceId: string }) {
  const may = useMay("operate");
  const { data: source, error, refetch, isFetching } = useSource(sourceId);
  if (!source) {
    const isUnknown = error instanceof ApiError && error.status === 404;
    return (
      <>
        <PageHeader title={isUnknown ? "No such source" : "Source"} crumbs={crumbs} />
        <Card>
          {isUnknown ? (
            <EmptyState
              title="There is no source under this address"
              description="It may have been renamed in a link, or belong to another installation."
              action={
                <Button asChild variant="secondary">
                  <Link href="/sources">All sources</Link>
                </Button>
              }
            />
          ) : error ? (
            <ErrorState
              title="The source could not be loaded"
              message={error.message}
              onRetry={refetch}
              retrying={isFetching}
            />
          ) : (
            <SkeletonTable label="Source" rows={6} columns={3} />
          )}
        </Card>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={source.name}
        crumbs={crumbs}
        description={<code className="text-xs">{source.id}</code>}
        actions={
          <Button asChild variant="secondary">
            <Link href={`/imports?source=${encodeURIComponent(source.id)}`}>Its batches</Link>
          </Button>
        }
      />
      {!may && <Callout title="You may look, but not change anything here" className="mb-5" />}
      <SourceHealthSection sourceId={source.id} />
      <MappingCard source={source} className="mt-5" />
      <div className="mt-5 grid items-start gap-5 xl:grid-cols-2">
        <CredentialsCard source={source} kind="keys" />
        <CredentialsCard source={source} kind="secrets" />
        <SourceSettings key={source.updatedAt} source={source} />
        <PullsCard source={source} />
      </div>
    </>
  );
}
