"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { Pull } from "@/lib/contracts/pull";
import { useDeletePull } from "./pull-queries";

/** Ends a schedule; what it took stays. */
export function DeletePullDialog({ pull, onClose }: { pull: Pull; onClose: () => void }) {
  const remove = useDeletePull(pull.sourceId, pull.id);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Delete ${pull.name}?`}
        description="What was taken stays, and so do the files. What it remembers of them goes: the same location set up again takes them again, and their events count as duplicates."
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              Cancel
            </Button>
            <Button
              variant="danger"
              pending={remove.isPending}
              onClick={() => remove.mutate(undefined, { onSuccess: onClose })}
            >
              Delete
            </Button>
          </>
        }
      >
        {remove.error && <Callout tone="danger" title={remove.error.message} />}
      </DialogContent>
    </Dialog>
  );
}
