"use client";

import { SearchX } from "lucide-react";
import Link from "next/link";
import { issueHref } from "@/components/quality/issue-filters";
import { useIssue } from "@/components/quality/queries";
import { useTriage } from "@/components/quality/triage";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { StatGrid } from "@/components/ui/stat-grid";
import { StatTile } from "@/components/ui/stat-tile";
import { IssuePage } from "./issue-page";

/** The page of one issue; the list knows it already when one comes from there. */
export function IssueScreen({ issueId }: { issueId: string }) {
  const { issues, search } = useTriage();
  const { data, error, refetch, isFetching } = useIssue(issueId);
  const issue = data ?? issues.find(({ id }) => id === issueId);
  const unknown = error && "status" in error && error.status === 404;
  if (issue && !unknown) return <IssuePage key={issueId} issue={issue} />;
  const crumbs = [{ label: "Quality", href: issueHref(null, search) }];
  return (
    <>
      <PageHeader title="Issue" crumbs={crumbs} />
      {!error && <Loading />}
      {error && (
        <Card>
          {unknown ? (
            <EmptyState
              icon={<SearchX aria-hidden />}
              title="There is no such issue"
              description="The link may be old, or cut off. Or its records were all replayed, and it was cleared away."
              action={
                <Button variant="secondary" asChild>
                  <Link href="/quality">All issues</Link>
                </Button>
              }
            />
          ) : (
            <ErrorState
              title="The issue could not be loaded"
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

function Loading() {
  return (
    <div role="status" aria-label="Issue" aria-busy className="flex flex-col gap-6">
      <StatGrid columns={4}>
        {["Records", "Replayed", "First seen", "Last seen"].map((label) => (
          <StatTile key={label} label={label} value="" loading />
        ))}
      </StatGrid>
      <Card className="flex flex-col gap-4 p-5">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-40" />
      </Card>
    </div>
  );
}
