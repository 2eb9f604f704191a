"use client";

import { Button } from "@/components/ui/button";
import { counted } from "./batch-words";
import { type ImportItem, isUnderWay, wholeChoice } from "./import-item";
import { importStore } from "./import-store";

/** What can be done with several files at once. */
export function ImportListBar({ items }: { items: readonly ImportItem[] }) {
  const ready = items.filter(({ phase, choice }) => phase.name === "choosing" && wholeChoice(choice) !== null);
  const over = items.filter(({ phase }) => phase.name === "accepted");
  const underWay = items.filter(isUnderWay);
  return (
    <div className="mt-4 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p role="status" className="text-muted-foreground text-sm tabular-nums">
        {[
          counted(items.length, "file"),
          underWay.length > 0 && `${underWay.length} under way`,
          over.length > 0 && `${over.length} taken in`,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <div className="flex gap-2">
        {over.length > 0 && (
          <Button variant="ghost" onClick={() => importStore.remove(over.map(({ id }) => id))}>
            Clear what is taken in
          </Button>
        )}
        {ready.length > 1 && (
          <Button
            variant="secondary"
            onClick={() => {
              for (const { id } of ready) importStore.send(id);
            }}
          >
            Import all {ready.length}
          </Button>
        )}
      </div>
    </div>
  );
}
