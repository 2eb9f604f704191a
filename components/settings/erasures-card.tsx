"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { EraseDialog } from "./erase-dialog";
import { ErasureTable } from "./erasure-table";
import { useErasures } from "./queries";

/** Deletes a user from everything that is kept, and lists the deletions that were done. */
export function ErasuresCard() {
  const { data, error, refetch, isFetching } = useErasures();
  const [userId, setUserId] = useState("");
  const [asked, setAsked] = useState(false);

  function ask(event: FormEvent) {
    event.preventDefault();
    if (userId.trim() !== "") setAsked(true);
  }

  return (
    <Card>
      <CardHeader
        title="Deletion of a user"
        description="Deletes the user’s events from every table, empties rejected records that hold the id, and takes them out of the figures. The record that it was done stays; it does not name the user."
      />
      <CardContent>
        <form onSubmit={ask} className="flex flex-wrap items-end gap-2">
          <Field label="User id, as senders write it" className="min-w-0 flex-1 basis-56">
            {(control) => (
              <Input
                {...control}
                maxLength={256}
                autoComplete="off"
                spellCheck={false}
                value={userId}
                onChange={(event) => setUserId(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" variant="secondary" disabled={userId.trim() === ""}>
            Delete
          </Button>
        </form>
      </CardContent>
      {error && !data && (
        <ErrorState
          title="Deletions could not be loaded"
          message={error.message}
          onRetry={refetch}
          retrying={isFetching}
        />
      )}
      {!data && !error && <SkeletonTable label="Deletions" rows={3} columns={3} />}
      {data && data.erasures.length === 0 && (
        <CardContent className="text-muted-foreground text-sm">Nobody has been deleted yet.</CardContent>
      )}
      {data && data.erasures.length > 0 && <ErasureTable erasures={data.erasures} />}
      {asked && (
        <EraseDialog
          userId={userId.trim()}
          onClose={(done) => {
            setAsked(false);
            if (done) setUserId("");
          }}
        />
      )}
    </Card>
  );
}
