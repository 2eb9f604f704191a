"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { modelLabel } from "@/components/ui/model-words";
import type { CandidateTouch, ConversionDetail, NoCredit } from "@/lib/contracts/conversions";
import { noCreditText } from "./conversion-words";
import { TouchName } from "./touch-name";

const shownTouches = 5;

/** The touches that the campaign's own model gives nothing, under the reason why. */
export function NoCreditList({ conversion }: { conversion: ConversionDetail }) {
  const groups = new Map<NoCredit, CandidateTouch[]>();
  for (const touch of [...conversion.touches].reverse()) {
    if (touch.why === null) continue;
    groups.set(touch.why, [...(groups.get(touch.why) ?? []), touch]);
  }
  if (groups.size === 0) return null;
  return (
    <section aria-label="Why other touches have no credit">
      <h3 className="mb-2 font-medium text-muted-foreground text-xs">
        Why the others have nothing under {modelLabel(conversion.model)}
      </h3>
      <div className="flex flex-col gap-4">
        {[...groups].map(([why, touches]) => (
          <ReasonGroup key={why} why={why} touches={touches} conversion={conversion} />
        ))}
      </div>
    </section>
  );
}

type ReasonGroupProps = { why: NoCredit; touches: readonly CandidateTouch[]; conversion: ConversionDetail };

function ReasonGroup({ why, touches, conversion }: ReasonGroupProps) {
  const [expanded, setExpanded] = useState(false);
  const shown = expanded ? touches : touches.slice(0, shownTouches);
  return (
    <div className="rounded-lg border px-3 py-2.5 text-sm" data-testid={`no-credit-${why}`}>
      <p className="flex items-baseline justify-between gap-4">
        <span className="text-pretty">{noCreditText(why, conversion)}</span>
        <span className="shrink-0 text-faint-foreground text-xs tabular-nums">{touches.length}</span>
      </p>
      <ul className="mt-1.5">
        {shown.map((touch) => (
          <li key={`${touch.kind} ${touch.eventId}`} className="border-t py-1.5">
            <TouchName touch={touch} timeZone={conversion.timeZone} />
          </li>
        ))}
      </ul>
      {touches.length > shownTouches && (
        <Button
          variant="ghost"
          size="sm"
          className="-ml-2.5"
          aria-expanded={expanded}
          onClick={() => setExpanded(!expanded)}
        >
          {expanded ? "Show fewer" : `Show all ${touches.length}`}
        </Button>
      )}
    </div>
  );
}
