"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useCreateSource } from "./queries";
import { ShownOnce } from "./shown-once";
import { TimeZoneInput } from "./time-zone-input";
import { unknownReferenceOptions } from "./unknown-references";

const formId = "new-source";

/** Makes a source, and shows its key, once. */
export function CreateSourceDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const create = useCreateSource();
  const [name, setName] = useState("");
  const [timeZone, setTimeZone] = useState("UTC");
  const [unknownReferences, setUnknownReferences] = useState<"reject" | "create">("reject");
  const made = create.data;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={made ? `${name} can send` : "New source"}
        description={made ? undefined : "One sender: an ad server, an exchange, a partner."}
        className="sm:max-w-lg"
        // the key would be lost with a click beside the window
        onInteractOutside={(event) => made && event.preventDefault()}
        footer={
          made ? (
            <>
              <Button variant="secondary" onClick={() => router.push(`/sources/${made.id}#mapping`)}>
                Copied; propose its mapping from a sample
              </Button>
              <Button onClick={() => router.push(`/sources/${made.id}`)}>I have copied it</Button>
            </>
          ) : (
            <Button type="submit" form={formId} disabled={name.trim() === ""} pending={create.isPending}>
              Make source
            </Button>
          )
        }
      >
        {made ? (
          <ShownOnce kind="keys" value={made.ingestKey} />
        ) : (
          <form
            id={formId}
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              create.mutate({ name: name.trim(), timeZone, unknownReferences });
            }}
          >
            <Field label="Name" error={create.error?.message}>
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  maxLength={200}
                  value={name}
                  placeholder="Northwind DSP"
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <TimeZoneInput value={timeZone} onChange={setTimeZone} />
            <Field label="Creatives and campaigns that the catalogue does not know">
              {(control) => (
                <Select
                  {...control}
                  value={unknownReferences}
                  onChange={setUnknownReferences}
                  options={unknownReferenceOptions}
                  className="w-full"
                />
              )}
            </Field>
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
