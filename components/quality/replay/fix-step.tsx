"use client";

import { ChevronRight, Undo2 } from "lucide-react";
import { useState } from "react";
import { MappingEditor } from "@/components/mapping/mapping-editor";
import { adviceText, counted } from "@/components/quality/issue-words";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { QualityIssue } from "@/lib/contracts/quality";
import type { Fix } from "./use-fix";

/** Reasons that no mapping mends, though another may: the editor stays folded. */
const foldedFor = new Set(["unknown_reference", "inconsistent_reference", "malformed_record", "unprocessable"]);

/** What can be changed before the records are replayed: the mapping, the catalogue, or nothing. */
export function FixStep({ issue, fix }: { issue: QualityIssue; fix: Fix }) {
  const [isFolded, setFolded] = useState(foldedFor.has(issue.reason));
  return (
    <div className="pb-5">
      <p className="px-5 pb-3 text-muted-foreground text-sm">{adviceText(issue.reason)}</p>
      {issue.replayable !== null && (
        <Callout
          tone={issue.replayable > 0 ? "success" : "info"}
          className="mx-5 mb-4"
          title={
            issue.replayable > 0
              ? `The catalogue knows ${counted(issue.replayable, "record")}’s reference now`
              : "The catalogue knows none of their references yet"
          }
        >
          {issue.replayable > 0
            ? "Replay them as they are: nothing has to be changed."
            : "Add what they name to the catalogue; these records are offered for replay then."}
        </Callout>
      )}
      {foldedFor.has(issue.reason) && (
        <Button variant="ghost" aria-expanded={!isFolded} className="mx-3 mb-2" onClick={() => setFolded(!isFolded)}>
          <ChevronRight aria-hidden className={cn("transition-transform", !isFolded && "rotate-90")} />
          Change the mapping all the same
        </Button>
      )}
      {!isFolded && <Editor issue={issue} fix={fix} />}
    </div>
  );
}

function Editor({ issue, fix }: { issue: QualityIssue; fix: Fix }) {
  const { source, kind } = fix;
  if (source.error && !source.data) {
    return (
      <ErrorState
        title="The source's mapping could not be loaded"
        message={source.error.message}
        onRetry={source.refetch}
        retrying={source.isFetching}
      />
    );
  }
  if (!kind) return <p className="px-5 text-muted-foreground text-sm">Records of this kind have no mapping.</p>;
  if (!source.data) {
    return (
      <div role="status" aria-label="Mapping" aria-busy className="flex flex-col gap-3 px-5">
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
      </div>
    );
  }
  return (
    <>
      <MappingEditor
        kind={kind}
        value={fix.value}
        onChange={fix.setValue}
        sample={fix.sample}
        timeZone={source.data.timeZone}
        highlight={issue.field}
      />
      {fix.mapping && (
        <Button variant="ghost" size="sm" className="mx-3 mt-2" onClick={fix.reset}>
          <Undo2 aria-hidden />
          Back to the saved mapping
        </Button>
      )}
    </>
  );
}
