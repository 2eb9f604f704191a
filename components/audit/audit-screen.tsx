"use client";

import { Download, ScrollText } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { useUrlState } from "@/components/ui/use-url-state";
import { AuditFilter } from "./audit-filter";
import { AuditLines } from "./audit-lines";
import { auditPath, useAudit } from "./queries";

/** Who changed what, before and after. */
export function AuditScreen() {
  const url = useUrlState();
  const filters = {
    actor: url.get("actor") ?? "",
    action: url.get("action") ?? "",
    subject: url.get("subject") ?? "",
  };
  const { data, error, refetch, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage } = useAudit(filters);
  const lines = data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <Card>
      <CardHeader
        title="Audit log"
        description="Every change that a person or a program made, the newest first."
        actions={
          <Button variant="secondary" asChild>
            <a href={auditPath(filters, { format: "csv" })} download>
              <Download aria-hidden />
              CSV
            </a>
          </Button>
        }
      />
      <AuditFilter filters={filters} onChange={(part) => url.set(part)} />
      {error && !data && (
        <ErrorState
          title="The audit log could not be loaded"
          message={error.message}
          onRetry={refetch}
          retrying={isFetching}
        />
      )}
      {!data && !error && <SkeletonTable label="Audit log" rows={8} columns={3} />}
      {data && lines.length > 0 && (
        <>
          <AuditLines lines={lines} />
          <LoadMore
            shown={lines.length}
            hasMore={hasNextPage}
            loading={isFetchingNextPage}
            onLoadMore={() => void fetchNextPage()}
            noun="changes"
          />
        </>
      )}
      {data && lines.length === 0 && (
        <CardContent>
          <EmptyState
            icon={<ScrollText aria-hidden />}
            title="No change is like that"
            description="Part of a name is enough: campaign.update, ann@, source:shop."
          />
        </CardContent>
      )}
    </Card>
  );
}
