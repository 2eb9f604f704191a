"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { Person } from "@/lib/contracts/people";
import { LinkShownOnce } from "./link-shown-once";
import { useMakeResetLink } from "./queries";

type ResetLinkDialogProps = { person: Person; onClose: () => void };

/** Makes a link with which somebody sets a new password, and shows it, once. */
export function ResetLinkDialog({ person, onClose }: ResetLinkDialogProps) {
  const make = useMakeResetLink();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`A new password for ${person.name}`}
        description="Send them the link by a way that only they read. Their sessions end when they use it."
        className="sm:max-w-lg"
        onInteractOutside={(event) => make.data && event.preventDefault()}
        footer={
          make.data ? (
            <Button onClick={onClose}>I have copied it</Button>
          ) : (
            <Button autoFocus pending={make.isPending} onClick={() => make.mutate(person.id)}>
              Make the link
            </Button>
          )
        }
      >
        {make.data && <LinkShownOnce link={make.data} whom={person.email} />}
        {make.error && <Callout tone="danger" title={make.error.message} />}
      </DialogContent>
    </Dialog>
  );
}
