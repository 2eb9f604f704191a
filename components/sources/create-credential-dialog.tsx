"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type CredentialKind, useCreateCredential } from "./queries";
import { ShownOnce } from "./shown-once";

const formId = "new-credential";

export type CreateCredentialDialogProps = { sourceId: string; kind: CredentialKind; onClose: () => void };

/** Makes a key or a secret, and shows it, once. A secret can also be the sender's own. */
export function CreateCredentialDialog({ sourceId, kind, onClose }: CreateCredentialDialogProps) {
  const create = useCreateCredential(sourceId, kind);
  const [name, setName] = useState("");
  const [secret, setSecret] = useState("");
  const title = kind === "keys" ? "New API key" : "New signing secret";
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        className="sm:max-w-lg"
        onInteractOutside={(event) => create.data && event.preventDefault()}
        footer={
          create.data ? (
            <Button onClick={onClose}>I have copied it</Button>
          ) : (
            <Button type="submit" form={formId} pending={create.isPending}>
              Make it
            </Button>
          )
        }
      >
        {create.data ? (
          <ShownOnce kind={kind} value={create.data} />
        ) : (
          <form
            id={formId}
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              create.mutate({
                ...(name.trim() && { name: name.trim() }),
                ...(secret.trim() && { secret: secret.trim() }),
              });
            }}
          >
            <Field
              label="Name"
              hint="Where it is used, so that you know it again."
              error={secret.trim() === "" ? create.error?.message : undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  maxLength={200}
                  value={name}
                  placeholder={kind === "keys" ? "Nightly export" : "Tracking webhooks"}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            {kind === "secrets" && (
              <Field
                label="The sender’s own secret"
                hint="Leave it empty to have one made here. Otherwise base64 of 24 to 64 bytes, with or without whsec_."
                error={secret.trim() === "" ? undefined : create.error?.message}
              >
                {(control) => (
                  <Input
                    {...control}
                    className="font-mono"
                    autoComplete="off"
                    value={secret}
                    onChange={(event) => setSecret(event.target.value)}
                  />
                )}
              </Field>
            )}
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
