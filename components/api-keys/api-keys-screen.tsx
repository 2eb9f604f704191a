"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { CreateKeyDialog } from "./create-key-dialog";
import { KeyTable } from "./key-table";
import { useApiKeys } from "./queries";

/** The keys of programs that read reports or change things. */
export function ApiKeysScreen() {
  const { data, error, refetch, isFetching } = useApiKeys();
  const [isMaking, setMaking] = useState(false);
  const make = <Button onClick={() => setMaking(true)}>New key</Button>;
  return (
    <Card>
      <CardHeader
        title="API keys"
        description="For programs that read reports or change things. A source’s keys, which send events, are on its own page."
        actions={data && data.keys.length > 0 ? make : undefined}
      />
      {error && !data && (
        <ErrorState title="Keys could not be loaded" message={error.message} onRetry={refetch} retrying={isFetching} />
      )}
      {!data && !error && <SkeletonTable label="API keys" rows={4} columns={5} />}
      {data && data.keys.length > 0 && <KeyTable keys={data.keys} />}
      {data && data.keys.length === 0 && (
        <CardContent>
          <EmptyState
            icon={<KeyRound aria-hidden />}
            title="No program has a key yet"
            description="A read key gives a dashboard or a client’s own system its figures; a manage key keeps the catalogue up to date from yours."
          >
            {make}
          </EmptyState>
        </CardContent>
      )}
      {isMaking && <CreateKeyDialog onClose={() => setMaking(false)} />}
    </Card>
  );
}
