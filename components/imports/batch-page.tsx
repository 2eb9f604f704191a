"use client";

import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatDuration } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { StatusDot } from "@/components/ui/status-dot";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Batch } from "@/lib/contracts/batch";
import { BatchBar, BatchLegend } from "./batch-bar";
import { BatchEquation } from "./batch-equation";
import { BatchFiles } from "./batch-files";
import { BatchReasons } from "./batch-reasons";
import { BatchRejects } from "./batch-rejects";
import { BatchTimes } from "./batch-times";
import { batchTitle, isOver, kindNames, stateText, stateTone, viaPhrases } from "./batch-words";
import { CorrectionLinks } from "./correction-links";
import type { Sample } from "./pace";
import { useSourceNames } from "./queries";
import { WorkProgress } from "./work-progress";

export const crumbs = [{ label: "Imports", href: "/imports" }];

/** A batch from its head to its last reject. */
export function BatchPage({ batch, samples }: { batch: Batch; samples: readonly Sample[] }) {
  return (
    <>
      <PageHeader
        title={batchTitle(batch)}
        crumbs={crumbs}
        badge={
          <>
            <StatusDot tone={stateTone(batch)} live={!isOver(batch)}>
              {stateText(batch)}
            </StatusDot>
            <Badge tone="outline">{kindNames[batch.kind]}</Badge>
          </>
        }
        description={<Description batch={batch} />}
      />
      <CorrectionLinks batch={batch} />
      {batch.error && (
        <Callout
          tone="danger"
          className="mb-6"
          title={batch.received > 0 ? "Not all of it was taken in" : "It was not taken in"}
        >
          {batch.error}
        </Callout>
      )}
      <BatchEquation batch={batch}>
        <BatchBar batch={batch} />
        <BatchLegend batch={batch} />
        <WorkProgress batch={batch} samples={samples} />
      </BatchEquation>
      <div className="mt-6 grid items-start gap-6 xl:grid-cols-[3fr_2fr]">
        <BatchReasons batch={batch} />
        <BatchTimes batch={batch} />
      </div>
      {batch.files && batch.files.length > 0 && <BatchFiles files={batch.files} />}
      <BatchRejects batch={batch} />
    </>
  );
}

function Description({ batch }: { batch: Batch }) {
  const sourceName = useSourceNames();
  const tookMs = batch.doneAt === null ? null : Date.parse(batch.doneAt) - Date.parse(batch.receivedAt);
  return (
    <>
      From{" "}
      <Link
        href={`/sources/${encodeURIComponent(batch.source)}`}
        className="text-foreground underline underline-offset-4"
      >
        <ForeignText text={sourceName(batch.source)} />
      </Link>{" "}
      {viaPhrases[batch.via]}, <TimeAgo at={batch.receivedAt} />
      {tookMs !== null && `, worked off in ${formatDuration(Math.max(tookMs, 0))}`}
      {batch.fileName !== null && (
        <>
          {" · "}
          <code className="text-xs">{batch.batchId}</code>
        </>
      )}
    </>
  );
}
