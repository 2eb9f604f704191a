"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { bestOf, fitText, isTied, kindOptions, sourceOptions } from "./candidates";
import { type ImportItem, wholeChoice } from "./import-item";
import { importStore } from "./import-store";
import { useSources } from "./queries";
import { ReadingSelects } from "./reading-selects";

/** Radix knows no empty value; a placeholder stands for it. */
const none = "";

/** Where the records go and how they are read: filled in as it was found out, and confirmed by the button. */
export function ImportChoice({ item }: { item: ImportItem }) {
  const { id, choice, look } = item;
  const { data } = useSources();
  const candidates = look.name === "seen" ? look.inspection.candidates : [];
  const chosen = candidates.find(({ sourceId, kind }) => sourceId === choice.sourceId && kind === choice.kind);
  const fit = fitText(chosen);
  const isLooking = look.name === "looking";

  function chooseSource(sourceId: string) {
    const best = bestOf(candidates, sourceId);
    importStore.choose(id, { sourceId, ...(best && { kind: best.kind }) });
  }

  if (data?.sources.length === 0) return <NoSource />;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        <Field
          label="Source"
          hint={
            fit ? `${fit}${isTied(candidates, chosen) ? ", with other sources too" : ""}` : "who sent these records"
          }
        >
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={choice.sourceId ?? none}
              onChange={chooseSource}
              options={sourceOptions(candidates, data?.sources ?? [])}
              placeholder={isLooking ? "Looking at the file" : "Choose a source"}
            />
          )}
        </Field>
        <Field label="Kind" hint="what each record is">
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={choice.kind ?? none}
              onChange={(kind) => importStore.choose(id, { kind })}
              options={kindOptions(candidates, choice.sourceId)}
              placeholder={isLooking ? "Looking at the file" : "Choose a kind"}
            />
          )}
        </Field>
        <ReadingSelects item={item} />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button disabled={wholeChoice(choice) === null} onClick={() => importStore.send(id)}>
          Import
        </Button>
        <p className="min-w-0 flex-1 basis-64 text-muted-foreground text-sm">
          {item.salt === ""
            ? "The same file, sent again to the same source as the same kind, is the same batch: nothing is stored twice."
            : "It will be a new batch. Events that are stored already count as duplicates."}
        </p>
      </div>
    </>
  );
}

function NoSource() {
  return (
    <p className="text-muted-foreground text-sm">
      There is no source yet, so these records have nobody whom they come from.{" "}
      <Link href="/sources" className="text-foreground underline underline-offset-4">
        Make a source
      </Link>{" "}
      first.
    </p>
  );
}
