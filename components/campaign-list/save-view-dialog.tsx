"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { SavedView } from "@/lib/contracts/views";
import { useSaveView } from "./queries";

type SaveViewDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  query: string;
  /** Of the views that there are: one of them would be replaced. */
  names: readonly string[];
  onSaved: (view: SavedView) => void;
};

/** Keeps what the list shows under a name. */
export function SaveViewDialog({ open, onOpenChange, query, names, onSaved }: SaveViewDialogProps) {
  const [name, setName] = useState("");
  const save = useSaveView();
  const close = (isOpen: boolean) => {
    onOpenChange(isOpen);
    if (isOpen) return;
    setName("");
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const view = { name: name.trim(), query };
    save.mutate(view, {
      onSuccess: (saved) => {
        onSaved(saved);
        close(false);
      },
    });
  };
  return (
    <Dialog open={open} onOpenChange={close}>
      <DialogContent
        title="Save this view"
        description="Filters, order, columns and range, for you alone."
        footer={
          <>
            <DialogClose asChild>
              <Button variant="ghost">Cancel</Button>
            </DialogClose>
            <Button type="submit" form="save-view" pending={save.isPending} disabled={name.trim() === ""}>
              {names.includes(name.trim()) ? "Replace" : "Save"}
            </Button>
          </>
        }
      >
        <form id="save-view" onSubmit={submit}>
          <Field
            label="Name"
            error={save.error?.message}
            hint={names.includes(name.trim()) ? "You have a view of this name; it is replaced." : undefined}
          >
            {(control) => (
              <Input
                {...control}
                autoFocus
                maxLength={80}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  );
}
