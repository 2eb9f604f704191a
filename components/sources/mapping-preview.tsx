"use client";

import { PreviewTable } from "@/components/mapping/preview-table";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { StaleVeil } from "@/components/ui/stale-veil";
import type { Preview } from "@/lib/contracts/preview";
import { type Trial, usePreview } from "./mapping-queries";

export type MappingPreviewProps = {
  trial: Trial;
  /** What is tried is not yet what is edited. */
  isBehind: boolean;
};

/** The sample's first records as they would be mapped, with what is wrong with each; nothing is stored. */
export function MappingPreview({ trial, isBehind }: MappingPreviewProps) {
  const { data, error, refetch, isFetching, isPlaceholderData } = usePreview(trial);
  return (
    <section aria-label="Preview" className="border-t">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2">
        <h3 className="font-medium text-sm">Preview</h3>
        <p role="status" className="text-muted-foreground text-sm">
          {data && !error ? fitSentence(data) : "The first records as they will be mapped"}
        </p>
      </div>
      {error && !isFetching && (
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
      )}
      {data ? (
        <StaleVeil active={isBehind || isPlaceholderData || isFetching || error !== null}>
          {data.records.length > 0 && <PreviewTable records={data.records} />}
        </StaleVeil>
      ) : (
        !error && <SkeletonTable label="Preview" rows={6} columns={4} />
      )}
    </section>
  );
}

function fitSentence({ accepted, rejected }: Preview): string {
  const tried = accepted + rejected;
  if (tried === 0) return "No record was found in the sample.";
  if (rejected === 0)
    return tried === 1 ? "The record is accepted." : `All of the first ${tried} records are accepted.`;
  return `${accepted} of the first ${tried} ${tried === 1 ? "record is" : "records are"} accepted.`;
}
