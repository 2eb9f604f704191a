"use client";

import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ForeignText } from "@/components/ui/foreign-text";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import type { Invitation } from "@/lib/contracts/people";
import { useChangePeople } from "./queries";
import { roleWords } from "./role-words";

/** Who is invited and has not come yet. */
export function InvitationList({ invitations }: { invitations: readonly Invitation[] }) {
  const change = useChangePeople();
  const revoke = ({ id, email }: Invitation) =>
    change.mutate(
      { do: "revoke", id },
      {
        onSuccess: () => toast.success(`The invitation of ${email} is revoked`),
        onError: (error) => toast.error(error.message),
      },
    );
  return (
    <Card>
      <CardHeader title="Invitations" description="Open until they are taken up, revoked, or a week is over." />
      <ul className="divide-y border-t">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 text-sm">
            <div className="min-w-0 flex-1 basis-56">
              <p className="break-all font-medium">{invitation.email}</p>
              <p className="text-muted-foreground text-xs">
                <ForeignText text={invitation.name} />, {roleWords[invitation.role].name}, by {invitation.createdBy}
              </p>
            </div>
            <p className="text-muted-foreground text-xs">
              ends <TimeAgo at={invitation.expiresAt} />
            </p>
            <Button
              variant="ghost"
              size="sm"
              aria-label={`Revoke the invitation of ${invitation.email}`}
              onClick={() => revoke(invitation)}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
