"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import {
  type Entry,
  type EntryField,
  entryFields,
  entrySchemas,
  fromText,
  type Noun,
  nounWords,
  toText,
} from "./catalogue-fields";
import { usePutCatalogue } from "./queries";

type EntryDialogProps = {
  noun: Noun;
  /** Null for a new one. */
  entry: Entry | null;
  onClose: () => void;
};

/** Changes an entry of the catalogue, or makes one; it says before it does what will be worked out again. */
export function EntryDialog({ noun, entry, onClose }: EntryDialogProps) {
  const fields = entryFields[noun];
  const before = Object.fromEntries(
    fields.map((field) => [field.name, toText(field, entry ? entry[field.name] : field.first)]),
  );
  const [texts, setTexts] = useState<Record<string, string>>(before);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const put = usePutCatalogue();
  const { one } = nounWords[noun];
  const rewrites = entry !== null && fields.some(({ name, rewrites: does }) => does && texts[name] !== before[name]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const values = Object.fromEntries(fields.map((field) => [field.name, fromText(field, texts[field.name] ?? "")]));
    const parsed = entrySchemas[noun].safeParse(values);
    if (!parsed.success) {
      setProblems(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message])));
      return;
    }
    setProblems({});
    put.mutate(
      { [noun]: [parsed.data as Entry] },
      {
        onSuccess: () => {
          toast.success(entry ? `The ${one} is changed` : `The ${one} is made`);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={entry ? `Change the ${one}` : `New ${one}`}
        className="sm:max-w-lg"
        footer={
          <>
            <DialogClose asChild>
              <Button variant="ghost">Cancel</Button>
            </DialogClose>
            <Button type="submit" form="catalogue-entry" pending={put.isPending}>
              Save
            </Button>
          </>
        }
      >
        <form id="catalogue-entry" onSubmit={submit} className="space-y-4" noValidate>
          {fields.map((field, index) => (
            <EntryControl
              key={field.name}
              field={field}
              value={texts[field.name] ?? ""}
              error={problems[field.name]}
              isFixed={field.name === "id" && entry !== null}
              isFirst={index === (entry ? 1 : 0)}
              onChange={(value) => setTexts({ ...texts, [field.name]: value })}
            />
          ))}
          {rewrites && (
            <Callout tone="warning" title="Figures of the past change">
              What this changes is worked out again for all stored events; what was reported before is kept as a
              restatement.
            </Callout>
          )}
          {put.error && <Callout tone="danger" title={put.error.message} />}
        </form>
      </DialogContent>
    </Dialog>
  );
}

type EntryControlProps = {
  field: EntryField;
  value: string;
  error: string | undefined;
  isFixed: boolean;
  isFirst: boolean;
  onChange: (value: string) => void;
};

function EntryControl({ field, value, error, isFixed, isFirst, onChange }: EntryControlProps) {
  const { label, hint, type, choices } = field;
  return (
    <Field label={label} hint={isFixed ? undefined : hint} error={error}>
      {(control) =>
        choices ? (
          <Select {...control} className="w-full" value={value} onChange={onChange} options={choices} />
        ) : (
          <Input
            {...control}
            type={type === "date" ? "date" : "text"}
            inputMode={type === "money" ? "decimal" : type === "days" ? "numeric" : undefined}
            disabled={isFixed}
            autoFocus={isFirst}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
