"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useEraseUser } from "./queries";

type EraseDialogProps = {
  userId: string;
  /** With true once the deletion was asked for. */
  onClose: (done: boolean) => void;
};

const formId = "erase-user";

/** Asks for the id once more: what is deleted here cannot be brought back. */
export function EraseDialog({ userId, onClose }: EraseDialogProps) {
  const erase = useEraseUser();
  const [typed, setTyped] = useState("");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose(false)}>
      <DialogContent
        title="Delete this user?"
        description="It cannot be undone. Figures of the past go down by what the user did."
        footer={
          <>
            <Button variant="secondary" onClick={() => onClose(false)}>
              Cancel
            </Button>
            <Button
              type="submit"
              form={formId}
              variant="danger"
              disabled={typed.trim() !== userId}
              pending={erase.isPending}
            >
              Delete for good
            </Button>
          </>
        }
      >
        <form
          id={formId}
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() !== userId) return;
            erase.mutate(userId, {
              onSuccess: () => {
                toast.success("The deletion has begun");
                onClose(true);
              },
            });
          }}
        >
          <p className="text-sm">
            Type <code className="break-all rounded-sm bg-muted px-1.5 py-0.5">{userId}</code> to confirm.
          </p>
          <Field label="User id">
            {(control) => (
              <Input
                {...control}
                autoFocus
                autoComplete="off"
                spellCheck={false}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
          {erase.error && <Callout tone="danger" title={erase.error.message} />}
        </form>
      </DialogContent>
    </Dialog>
  );
}
