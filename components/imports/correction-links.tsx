"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Batch } from "@/lib/contracts/batch";
import { outcomeText } from "./batch-words";
import { useCorrections } from "./queries";

/** The batch that this one corrects, and those that correct it. */
export function CorrectionLinks({ batch }: { batch: Batch }) {
  const { data } = useCorrections(batch.batchId);
  const corrections = data?.batches ?? [];
  return (
    <>
      {batch.corrects && (
        <Callout className="mb-6" title="These are corrected rejects of another batch">
          <BatchLink batchId={batch.corrects}>Open that batch</BatchLink>
        </Callout>
      )}
      {corrections.length > 0 && (
        <Callout
          className="mb-6"
          title={
            corrections.length === 1
              ? "Its rejects were corrected"
              : `Its rejects were corrected ${corrections.length} times`
          }
        >
          <ul className="flex flex-col gap-0.5">
            {corrections.map((correction) => (
              <li key={correction.batchId}>
                <BatchLink batchId={correction.batchId}>
                  <TimeAgo at={correction.receivedAt} />
                </BatchLink>
                : {outcomeText(correction)}
              </li>
            ))}
          </ul>
        </Callout>
      )}
    </>
  );
}

function BatchLink({ batchId, children }: { batchId: string; children: ReactNode }) {
  return (
    <Link href={`/imports/${encodeURIComponent(batchId)}`} className="text-foreground underline underline-offset-4">
      {children}
    </Link>
  );
}
