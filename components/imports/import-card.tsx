"use client";

import { FileText, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardContent } from "@/components/ui/card";
import { formatBytes } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { ImportChoice } from "./import-choice";
import { type ImportItem, isUnderWay } from "./import-item";
import { ImportOutcome } from "./import-outcome";
import { ImportPreview } from "./import-preview";
import { ImportProblem } from "./import-problem";
import { importStore } from "./import-store";
import { ImportUpload } from "./import-upload";

/** One file from its first look to its outcome. */
export function ImportCard({ item }: { item: ImportItem }) {
  const { file, look } = item;
  const description = look.name === "seen" ? look.inspection.description : null;
  return (
    <Card aria-label={`Import of ${file.name}`} data-testid="import-card">
      <header className="flex items-start gap-3 px-5 pt-4 pb-3">
        <span
          aria-hidden
          className="grid size-9 shrink-0 place-items-center rounded-lg border bg-muted text-muted-foreground"
        >
          <FileText className="size-4.5" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold text-base" title={file.name}>
            {file.name}
          </h2>
          <div className="flex min-h-5 items-center gap-1.5 text-muted-foreground text-sm">
            <span className="shrink-0 tabular-nums">{formatBytes(file.size)}</span>
            {look.name === "looking" ? (
              <Skeleton className="h-3.5 w-40" />
            ) : (
              description && <span className="truncate">· {description}</span>
            )}
          </div>
        </div>
        {!isUnderWay(item) && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Remove ${file.name} from this list`}
            onClick={() => importStore.remove([item.id])}
          >
            <X aria-hidden />
          </Button>
        )}
      </header>
      <CardContent className="flex flex-col gap-4">
        <Stage item={item} />
      </CardContent>
    </Card>
  );
}

function Stage({ item }: { item: ImportItem }) {
  const { phase, look } = item;
  if (phase.name === "accepted") return <ImportOutcome item={item} phase={phase} />;
  if (phase.name === "queued" || phase.name === "sending" || phase.name === "paused")
    return <ImportUpload item={item} phase={phase} />;
  return (
    <>
      {phase.name === "broken" && <ImportProblem item={item} problem={phase.problem} />}
      {look.name === "unseen" && (
        <Callout
          tone="danger"
          title="The file could not be looked at"
          action={
            <Button variant="secondary" size="sm" onClick={() => importStore.inspect(item.id)}>
              Look again
            </Button>
          }
        >
          {look.problem.message}
        </Callout>
      )}
      {look.name === "seen" && look.inspection.problem && (
        <Callout tone="warning" title="It cannot be read as it is">
          {look.inspection.problem}
        </Callout>
      )}
      <ImportChoice item={item} />
      <ImportPreview item={item} />
    </>
  );
}
