"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { May } from "@/components/ui/permissions";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import type { Source } from "@/lib/contracts/source";
import { CreatePullDialog } from "./create-pull-dialog";
import { usePulls } from "./pull-queries";
import { PullRow } from "./pull-row";

/** The folders and buckets that are looked through for new files. */
export function PullsCard({ source, className }: { source: Source; className?: string }) {
  const { data, error, refetch, isFetching } = usePulls(source.id);
  const [creating, setCreating] = useState(false);
  return (
    <Card className={className}>
      <CardHeader
        title="Fetched files"
        description="Folders and buckets that are looked through on a schedule. Each file is taken once."
        actions={
          <May access="operate">
            <Button variant="secondary" size="sm" onClick={() => setCreating(true)}>
              <Plus aria-hidden />
              New folder or bucket
            </Button>
          </May>
        }
      />
      {error && !data && (
        <ErrorState title="They could not be loaded" message={error.message} onRetry={refetch} retrying={isFetching} />
      )}
      {!data && !error && <SkeletonTable label="Fetched files" rows={2} columns={4} />}
      {data?.pulls.length === 0 && (
        <p className="border-t px-5 py-4 text-muted-foreground text-sm">
          Nothing is fetched. Files that this source leaves in a folder or a bucket can be taken in without its sending
          them.
        </p>
      )}
      <ul className="divide-y border-t empty:border-t-0">
        {data?.pulls.map((pull) => (
          <PullRow key={pull.id} pull={pull} />
        ))}
      </ul>
      {creating && <CreatePullDialog sourceId={source.id} onClose={() => setCreating(false)} />}
    </Card>
  );
}
