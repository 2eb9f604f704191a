"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { KindMapping } from "./edit-rule";
import { mappingText, readMappingText } from "./mapping-json";

const example = `{ "fields": { "creativeId": "ad.id", "occurredAt": { "path": "ts", "type": "epoch_ms" } } }`;

export type JsonEditorProps = {
  value: KindMapping | undefined;
  onChange: (next: KindMapping | undefined) => void;
  /** Told whenever the text becomes, or ceases to be, a mapping. */
  onReadable: (isReadable: boolean) => void;
};

/** The mapping of a kind as JSON text; it counts as soon as it can be read. */
export function JsonEditor({ value, onChange, onReadable }: JsonEditorProps) {
  const [text, setText] = useState(() => mappingText(value));
  const read = readMappingText(text);
  const isOwn = "problem" in read || mappingText(read.mapping) === mappingText(value);
  // a mapping that was changed elsewhere is shown as it is now
  const shown = isOwn ? text : mappingText(value);
  return (
    <Field
      label="Mapping as JSON"
      error={"problem" in read ? read.problem : undefined}
      hint="Our field, and their path or a rule; what is not named keeps its usual names."
      className="px-5 pb-4"
    >
      {(control) => (
        <Textarea
          {...control}
          rows={10}
          spellCheck={false}
          placeholder={example}
          className="max-h-96 overflow-y-auto font-mono sm:text-xs"
          value={shown}
          onChange={(event) => {
            setText(event.target.value);
            const next = readMappingText(event.target.value);
            onReadable(!("problem" in next));
            if ("mapping" in next) onChange(next.mapping);
          }}
        />
      )}
    </Field>
  );
}
