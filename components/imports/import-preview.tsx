"use client";

import { PreviewTable } from "@/components/mapping/preview-table";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { StaleVeil } from "@/components/ui/stale-veil";
import type { Preview } from "@/lib/contracts/preview";
import { counted } from "./batch-words";
import { type ImportItem, wholeChoice } from "./import-item";
import { usePreview } from "./queries";

/** The first rows as they will be mapped: asked from the server, and nothing is stored. */
export function ImportPreview({ item }: { item: ImportItem }) {
  const { data, error, refetch, isFetching, isPlaceholderData } = usePreview(item);
  if (wholeChoice(item.choice) === null && item.look.name !== "looking") return null;
  return (
    <section aria-label="Preview" className="-mx-5 -mb-5 border-t">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2">
        <h3 className="font-medium text-sm">Preview</h3>
        <p role="status" className="text-muted-foreground text-sm">
          {error ? "" : data ? fitSentence(data) : "The first rows as they will be mapped"}
        </p>
      </div>
      {error && !isFetching ? (
        <div className="px-5 pb-5">
          <Callout
            tone="danger"
            title="There is no preview of it"
            action={
              <Button variant="secondary" size="sm" onClick={() => refetch()}>
                Try again
              </Button>
            }
          >
            {error.message}
          </Callout>
        </div>
      ) : data ? (
        <StaleVeil active={isPlaceholderData || isFetching}>
          {data.records.length > 0 && <PreviewTable records={data.records} />}
        </StaleVeil>
      ) : (
        <SkeletonTable label="Preview" rows={6} columns={6} />
      )}
    </section>
  );
}

function fitSentence({ accepted, rejected, records }: Preview): string {
  const tried = accepted + rejected;
  if (tried === 0) return "No record was found in the beginning of the file.";
  if (rejected === 0) return `The first ${counted(tried, "row")} as they will be mapped: all of them fit.`;
  if (accepted === 0)
    return `None of the first ${counted(tried, "row")} fits. Choose another source, kind or format, or mend the source's mapping.`;
  return `${accepted} of the first ${counted(Math.max(tried, records.length), "row")} fit; the others would be rejected.`;
}
