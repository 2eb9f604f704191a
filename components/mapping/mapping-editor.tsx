"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { SampleFields } from "@/lib/contracts/sample-fields";
import { type KindMapping, withRule } from "./edit-rule";
import { FieldRow } from "./field-row";
import { fieldStates, strangeFields } from "./field-state";
import { JsonEditor } from "./json-editor";

export type { KindMapping } from "./edit-rule";

export type MappingEditorProps = {
  kind: IngestKind;
  /** The kind's part of the mapping; undefined: the usual names only. */
  value: KindMapping | undefined;
  onChange: (next: KindMapping | undefined) => void;
  /** What their records hold, to choose from; empty when there is none. */
  sample: SampleFields;
  /** In which times without an offset are read. */
  timeZone: string;
  /** The field that an issue is about: marked, and scrolled to. */
  highlight?: string | null;
  /** Words at some fields, by our names: why a proposal says so. */
  notes?: Readonly<Record<string, string>>;
};

const views = [
  { value: "fields", label: "Fields" },
  { value: "json", label: "JSON" },
] as const;

/**
 * Edits how the records of one kind are read: a row for each field of ours, or the same as JSON. What
 * cannot work is said at its row; the value is always one that the contract takes.
 */
export function MappingEditor(props: MappingEditorProps) {
  const { kind, value, onChange } = props;
  const [view, setView] = useState<"fields" | "json">("fields");
  const [isReadable, setReadable] = useState(true);
  const strange = strangeFields(kind, value);
  return (
    <div className="@container min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-2 px-5 pb-3">
        <p className="text-muted-foreground text-sm">Ours on the left; where it stands in their records beside it.</p>
        <SegmentedControl
          label="Show the mapping as"
          value={view}
          onChange={setView}
          options={views.map((one) => ({ ...one, disabled: one.value === "fields" && !isReadable }))}
        />
      </div>
      {strange.length > 0 && (
        <Callout tone="danger" title={`${strange.join(", ")}: no field of ours`} className="mx-5 mb-3">
          Such a mapping is refused. Take it out under JSON.
        </Callout>
      )}
      {view === "fields" ? (
        <Rows {...props} />
      ) : (
        <JsonEditor value={value} onChange={onChange} onReadable={setReadable} />
      )}
    </div>
  );
}

/** Fewer rows than these are not worth a button. */
const fewest = 4;

function Rows({ kind, value, onChange, sample, timeZone, highlight, notes }: MappingEditorProps) {
  const [showsAll, setShowsAll] = useState(false);
  // a row that is edited stays, also while nothing stands in it
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  const noteOf = (name: string) => (notes && Object.hasOwn(notes, name) ? (notes[name] ?? null) : null);
  const isMeant = (name: string) => highlight === name || (highlight?.startsWith(`${name}.`) ?? false);
  const states = fieldStates(kind, value, sample);
  const quiet = states.filter(({ field: { name }, required, hasRule, knownAs }) => {
    const says = required || hasRule || knownAs !== null || noteOf(name) !== null;
    return !says && !isMeant(name) && !edited.has(name);
  });
  const hidden = showsAll || quiet.length < fewest ? [] : quiet;
  return (
    <>
      <ul aria-label={`Our fields of ${kind}`} className="divide-y border-t">
        {states
          .filter((state) => !hidden.includes(state))
          .map((state) => {
            const { name } = state.field;
            return (
              <FieldRow
                key={name}
                state={state}
                sample={sample}
                timeZone={timeZone}
                isHighlighted={isMeant(name)}
                note={noteOf(name)}
                onChange={(change) => {
                  setEdited(new Set([...edited, name]));
                  onChange(withRule(value, name, change));
                }}
              />
            );
          })}
      </ul>
      {hidden.length > 0 && (
        <div className="border-t px-5 py-3">
          <Button variant="ghost" size="sm" className="max-w-full" onClick={() => setShowsAll(true)}>
            <ChevronDown aria-hidden />
            Show {hidden.length} more of our fields
          </Button>
          <p className="mt-1 break-words text-muted-foreground text-xs">
            {hidden.map(({ field }) => field.name).join(", ")}
          </p>
        </div>
      )}
    </>
  );
}
