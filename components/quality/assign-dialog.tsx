"use client";

import { UserRound, UserRoundX } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useChangeIssues } from "./changes";
import type { QuestionDialogProps } from "./ignore-dialog";
import { counted } from "./issue-words";
import { useTriage } from "./triage";

/** Says whose issues are: mine, somebody's by email, nobody's. */
export function AssignDialog({ ids, onClose, onDone }: QuestionDialogProps) {
  const { viewer } = useTriage();
  const [email, setEmail] = useState("");
  const { change, isPending } = useChangeIssues();
  const assign = (assignee: string | null, done: string) =>
    change(ids, { assignee }, done, () => {
      onDone();
      onClose();
    });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={ids.length === 1 ? "Whose is it?" : `Whose are these ${counted(ids.length, "issue")}?`}>
        <div className="flex flex-col gap-2">
          <Button
            variant="secondary"
            className="h-10 justify-start"
            disabled={isPending}
            onClick={() => assign(viewer.email, "It is yours now")}
          >
            <UserRound aria-hidden />
            Mine <span className="font-normal text-muted-foreground">{viewer.email}</span>
          </Button>
          <Button
            variant="secondary"
            className="h-10 justify-start"
            disabled={isPending}
            onClick={() => assign(null, "It is nobody’s now")}
          >
            <UserRoundX aria-hidden />
            Nobody’s
          </Button>
        </div>
        <form
          className="mt-4 flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            assign(email.trim(), `Assigned to ${email.trim()}`);
          }}
        >
          <Field label="Somebody else’s" className="min-w-0 flex-1">
            {(control) => (
              <Input
                {...control}
                type="email"
                required
                maxLength={200}
                placeholder="name@example.com"
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" disabled={email.trim() === ""} pending={isPending}>
            Assign
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
