"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { CreateKeyForm } from "./create-key-form";
import { useCreateApiKey } from "./queries";

const formId = "new-api-key";

/** Makes a key, and shows it, once. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateApiKey();
  const [isComplete, setComplete] = useState(false);
  const key = create.data?.key;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="New API key"
        className="sm:max-w-lg"
        onInteractOutside={(event) => key && event.preventDefault()}
        footer={
          key ? (
            <Button onClick={onClose}>I have copied it</Button>
          ) : (
            <Button type="submit" form={formId} pending={create.isPending} disabled={!isComplete}>
              Make it
            </Button>
          )
        }
      >
        {key ? (
          <div className="flex flex-col gap-3">
            <Callout tone="warning" title="Copy it now: it is not shown again">
              Only its hash is kept. If it is lost, revoke it and make another.
            </Callout>
            <CodeBlock title="API key" code={key} wrap />
            <CodeBlock
              title="Send it as"
              wrap
              code={`curl -H 'Authorization: Bearer ${key}' '${window.location.origin}/api/campaigns'`}
            />
          </div>
        ) : (
          <CreateKeyForm id={formId} error={create.error?.message} onComplete={setComplete} onSubmit={create.mutate} />
        )}
      </DialogContent>
    </Dialog>
  );
}
