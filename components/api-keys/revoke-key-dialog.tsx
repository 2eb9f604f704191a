"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ApiKey } from "@/lib/contracts/api-keys";
import { useRevokeApiKey } from "./queries";

type RevokeKeyDialogProps = { apiKey: ApiKey; onClose: () => void };

/** Ends a program's key for good. */
export function RevokeKeyDialog({ apiKey, onClose }: RevokeKeyDialogProps) {
  const revoke = useRevokeApiKey();
  const onSuccess = () => {
    toast.success(`${apiKey.name} is revoked`);
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Revoke ${apiKey.name}?`}
        description="The program that uses it is refused within five seconds, and it cannot be brought back."
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="danger" pending={revoke.isPending} onClick={() => revoke.mutate(apiKey.id, { onSuccess })}>
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
