"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Role } from "@/lib/contracts/people";
import { LinkShownOnce } from "./link-shown-once";
import { useInvite } from "./queries";
import { RoleFields } from "./role-fields";
import { isLimitable } from "./role-words";

const formId = "invite";

/** Invites somebody, and shows the link, once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const invite = useInvite();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("manager");
  const [advertiserIds, setAdvertiserIds] = useState<readonly string[] | null>([]);
  const link = invite.data;

  function submit(event: FormEvent) {
    event.preventDefault();
    const sees = isLimitable(role) ? advertiserIds && [...advertiserIds] : null;
    invite.mutate({ email: email.trim(), name: name.trim(), role, advertiserIds: sees });
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Invite somebody"
        className="sm:max-w-lg"
        onInteractOutside={(event) => link && event.preventDefault()}
        footer={
          link ? (
            <Button onClick={onClose}>I have copied it</Button>
          ) : (
            <Button type="submit" form={formId} pending={invite.isPending}>
              Make the invitation
            </Button>
          )
        }
      >
        {link ? (
          <LinkShownOnce link={link} whom={email} />
        ) : (
          <form id={formId} className="flex flex-col gap-5" onSubmit={submit}>
            <Field label="Email">
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  type="email"
                  required
                  maxLength={320}
                  value={email}
                  onChange={(event) => setEmail(event.target.value)}
                />
              )}
            </Field>
            <Field label="Name">
              {(control) => (
                <Input
                  {...control}
                  required
                  maxLength={200}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <RoleFields role={role} onRole={setRole} advertiserIds={advertiserIds} onAdvertisers={setAdvertiserIds} />
            {invite.error && <Callout tone="danger" title={invite.error.message} />}
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
