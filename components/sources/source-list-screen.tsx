"use client";

import { Plug, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { CreateSourceDialog } from "./create-source-dialog";
import { useSources } from "./queries";
import { SourceTable } from "./source-table";

/** Everybody who sends, with how they may. */
export function SourceListScreen() {
  const { data, error, refetch, isFetching } = useSources();
  const [creating, setCreating] = useState(false);
  const create = (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      New source
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Sources"
        description="Who sends events: their credentials, their limits, how their fields are read, and the files that are fetched for them."
        actions={create}
      />
      <Card>
        {error && !data && (
          <ErrorState
            title="Sources could not be loaded"
            message={error.message}
            onRetry={refetch}
            retrying={isFetching}
          />
        )}
        {!data && !error && <SkeletonTable label="Sources" rows={5} columns={5} />}
        {data && data.sources.length > 0 && <SourceTable sources={data.sources} />}
        {data && data.sources.length === 0 && (
          <EmptyState
            icon={<Plug aria-hidden />}
            title="No source yet"
            description="A source is one sender: an ad server, an exchange, a partner. It gets a key of its own, and every record of it can be told apart."
            action={create}
          />
        )}
      </Card>
      {creating && <CreateSourceDialog onClose={() => setCreating(false)} />}
    </>
  );
}
