"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useChangeIssues } from "./changes";
import { counted } from "./issue-words";

export type QuestionDialogProps = { ids: readonly string[]; onClose: () => void; onDone: () => void };

/** Asks why issues can be ignored; without a reason they cannot. */
export function IgnoreDialog({ ids, onClose, onDone }: QuestionDialogProps) {
  const [note, setNote] = useState("");
  const { change, isPending } = useChangeIssues();
  const reason = note.trim();
  const send = () => {
    if (reason === "") return;
    change(ids, { state: "ignored", note: reason }, "Ignored", () => {
      onDone();
      onClose();
    });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={ids.length === 1 ? "Ignore this issue?" : `Ignore ${counted(ids.length, "issue")}?`}
        description="Its records stay rejected, kept and counted; it leaves the open list, and does not come back by itself."
        footer={
          <>
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" form="ignore" disabled={reason === ""} pending={isPending}>
              Ignore
            </Button>
          </>
        }
      >
        <form
          id="ignore"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <Field label="Why can it be ignored?" hint="It stands at the issue and in its history.">
            {(control) => (
              <Textarea
                {...control}
                autoFocus
                required
                maxLength={2000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send();
                }}
              />
            )}
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  );
}
