"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { ImportItem, Problem } from "./import-item";
import { importStore } from "./import-store";
import { adviceFor, placeOf } from "./problem-advice";

/** Why the door refused a file, where in it, how much was taken in, and what to do. */
export function ImportProblem({ item, problem }: { item: ImportItem; problem: Problem }) {
  const { title, text, remedies, batchId } = adviceFor(problem);
  const place = placeOf(problem);
  return (
    <Callout
      tone="danger"
      title={title}
      action={
        <>
          {remedies.includes("continue") && (
            <Button variant="secondary" size="sm" onClick={() => importStore.send(item.id)}>
              Continue
            </Button>
          )}
          {remedies.includes("again") && (
            <Button variant="secondary" size="sm" onClick={() => importStore.renew(item.id)}>
              Import as a new batch
            </Button>
          )}
        </>
      }
    >
      <p>{problem.message}</p>
      {place && <p className="tabular-nums">{place}</p>}
      {text && <p>{text}</p>}
      {batchId && (
        <Link href={`/imports/${encodeURIComponent(batchId)}`} className="text-foreground underline underline-offset-4">
          What became of the records in front of it
        </Link>
      )}
    </Callout>
  );
}
