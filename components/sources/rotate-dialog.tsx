"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Credential } from "./credential-state";
import { type CredentialKind, useRotateCredential } from "./queries";
import { ShownOnce } from "./shown-once";

const overlaps = [
  { value: "0", label: "Not at all: it ends now" },
  { value: "3600", label: "1 hour" },
  { value: "86400", label: "1 day" },
  { value: "604800", label: "7 days" },
  { value: "2592000", label: "30 days" },
] as const;

export type CredentialDialogProps = {
  sourceId: string;
  kind: CredentialKind;
  credential: Credential;
  onClose: () => void;
};

/** Replaces a key or a secret; both work for a while, so that the sender can change over. */
export function RotateDialog({ sourceId, kind, credential, onClose }: CredentialDialogProps) {
  const rotate = useRotateCredential(sourceId, kind);
  const [overlap, setOverlap] = useState<(typeof overlaps)[number]["value"]>("86400");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Rotate ${credential.name}`}
        className="sm:max-w-lg"
        onInteractOutside={(event) => rotate.data && event.preventDefault()}
        footer={
          rotate.data ? (
            <Button onClick={onClose}>I have copied it</Button>
          ) : (
            <Button
              pending={rotate.isPending}
              onClick={() => rotate.mutate({ id: credential.id, overlapSeconds: Number(overlap) })}
            >
              Rotate
            </Button>
          )
        }
      >
        {rotate.data ? (
          <ShownOnce kind={kind} value={rotate.data} />
        ) : (
          <div className="flex flex-col gap-4">
            <Field label="How much longer the old one works" hint="Until the sender uses the new one.">
              {(control) => (
                <Select {...control} value={overlap} onChange={setOverlap} options={overlaps} className="w-full" />
              )}
            </Field>
            {rotate.error && <Callout tone="danger" title={rotate.error.message} />}
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}
