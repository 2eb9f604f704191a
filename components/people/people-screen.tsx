"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { InvitationList } from "./invitation-list";
import { InviteDialog } from "./invite-dialog";
import { PeopleTable } from "./people-table";
import { usePeople } from "./queries";

/** Who may sign in, as what, and whose figures they see. */
export function PeopleScreen() {
  const { data, error, refetch, isFetching } = usePeople();
  const [isInviting, setInviting] = useState(false);
  return (
    <div className="flex flex-col gap-6">
      <Card>
        <CardHeader
          title="People"
          description="Who may sign in, as what, and whose figures they see."
          actions={<Button onClick={() => setInviting(true)}>Invite somebody</Button>}
        />
        {error && !data && (
          <ErrorState
            title="People could not be loaded"
            message={error.message}
            onRetry={refetch}
            retrying={isFetching}
          />
        )}
        {!data && !error && <SkeletonTable label="People" rows={4} columns={5} />}
        {data && <PeopleTable people={data.people} />}
      </Card>
      {data && data.invitations.length > 0 && <InvitationList invitations={data.invitations} />}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </div>
  );
}
