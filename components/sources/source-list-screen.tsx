"use client";

import { Plug, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { May } from "@/components/ui/permissions";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { CreateSourceDialog } from "./create-source-dialog";
import { useSourceHealthList } from "./health-queries";
import { useSources } from "./queries";
import { SourceTable } from "./source-table";

/** Everybody who sends, and how they do. */
export function SourceListScreen() {
  const { data, error, refetch, isFetching } = useSources();
  const health = useSourceHealthList();
  const [creating, setCreating] = useState(false);
  const create = (
    <May access="operate">
      <Button onClick={() => setCreating(true)}>
        <Plus aria-hidden />
        New source
      </Button>
    </May>
  );
  return (
    <>
      <PageHeader
        title="Sources"
        description="Who sends events and how they do: their volume, what of it is rejected or invalid, how their fields are read, their credentials and limits."
        actions={create}
      />
      {health.error && data && (
        <Callout tone="warning" title="How the sources do is not known at the moment" className="mb-5">
          {health.error.message}
        </Callout>
      )}
      <Card>
        {error && !data && (
          <ErrorState
            title="Sources could not be loaded"
            message={error.message}
            onRetry={refetch}
            retrying={isFetching}
          />
        )}
        {!data && !error && <SkeletonTable label="Sources" rows={5} columns={8} />}
        {data && data.sources.length > 0 && <SourceTable sources={data.sources} health={health.data?.sources} />}
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
