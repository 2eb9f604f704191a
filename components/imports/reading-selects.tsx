"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { ImportItem } from "./import-item";
import { importStore } from "./import-store";
import {
  type Charset,
  type Coding,
  charsets,
  codings,
  type Format,
  formats,
  isBinary,
  partsOf,
  readingOf,
} from "./reading";

const none = "";

/** How the bytes are read, for when it was found out wrongly. */
export function ReadingSelects({ item: { id, choice } }: { item: ImportItem }) {
  const parts = choice.reading ? partsOf(choice.reading) : { format: undefined, charset: undefined, coding: undefined };

  function read(change: { format?: Format; charset?: Charset; coding?: Coding }) {
    const { format = "text/csv", ...rest } = { ...parts, ...change };
    importStore.choose(id, { reading: readingOf({ format, ...rest }) });
    importStore.inspect(id);
  }

  return (
    <>
      <Field label="Format" hint="as it was found out, or as you say">
        {(control) => (
          <Select
            {...control}
            className="w-full"
            value={parts.format ?? none}
            onChange={(format) => read({ format })}
            options={formats}
            placeholder="Choose a format"
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Characters">
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={isBinary(parts.format) ? none : (parts.charset ?? none)}
              disabled={isBinary(parts.format)}
              onChange={(charset) => read({ charset })}
              options={charsets}
              placeholder={isBinary(parts.format) ? "binary" : "Choose"}
            />
          )}
        </Field>
        <Field label="Compression">
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={parts.coding ?? none}
              onChange={(coding) => read({ coding })}
              options={codings}
              placeholder="Choose"
            />
          )}
        </Field>
      </div>
    </>
  );
}
