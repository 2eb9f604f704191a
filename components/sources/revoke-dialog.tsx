"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useRevokeCredential } from "./queries";
import type { CredentialDialogProps } from "./rotate-dialog";

/** Ends a key or a secret for good. */
export function RevokeDialog({ sourceId, kind, credential, onClose }: CredentialDialogProps) {
  const revoke = useRevokeCredential(sourceId, kind);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Revoke ${credential.name}?`}
        description="Requests with it are refused within five seconds, and it cannot be brought back. Batches that it sent stay as they are."
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              Cancel
            </Button>
            <Button
              variant="danger"
              pending={revoke.isPending}
              onClick={() =>
                revoke.mutate(credential.id, {
                  onSuccess: () => {
                    toast.success(`${credential.name} is revoked`);
                    onClose();
                  },
                })
              }
            >
              Revoke
            </Button>
          </>
        }
      >
        {revoke.error && <Callout tone="danger" title={revoke.error.message} />}
      </DialogContent>
    </Dialog>
  );
}
