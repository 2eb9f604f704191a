"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { TextRange } from "@/components/ui/visible-text";
import { clipText } from "./clip-text";

export type RawRecordProps = {
  title: string;
  text: string;
  /** Where the faulty field stands. */
  marked: TextRange | null;
  /** Beside something more important. */
  isQuiet?: boolean;
  className?: string;
};

const clipAt = 2_000;

/** The text of a record as it was sent, however hostile: clipped, with the faulty field marked; the copy is exact. */
export function RawRecord({ title, text, marked, isQuiet, className }: RawRecordProps) {
  const [isWhole, setWhole] = useState(false);
  const clip = clipText(text, marked, isWhole ? Number.POSITIVE_INFINITY : clipAt);
  const hidden = clip.hiddenBefore + clip.hiddenAfter;
  return (
    <figure className={cn("relative min-w-0 overflow-hidden rounded-lg border bg-muted/50", className)}>
      <figcaption className="flex h-9 items-center justify-between gap-2 border-b pr-1 pl-3.5 font-medium text-muted-foreground text-xs">
        <span className="truncate">{title}</span>
        <CopyButton text={text} label={`Copy: ${title}`} />
      </figcaption>
      <ScrollRegion label={title} className="max-h-96">
        <pre
          dir="ltr"
          data-testid={isQuiet ? undefined : "raw-record"}
          className={cn(
            "whitespace-pre-wrap break-all px-3.5 py-3 font-mono text-xs leading-5",
            isQuiet && "text-muted-foreground",
          )}
        >
          {clip.hiddenBefore > 0 && <Hidden count={clip.hiddenBefore} />}
          <ForeignText text={clip.text} marked={clip.marked} />
          {clip.hiddenAfter > 0 && <Hidden count={clip.hiddenAfter} />}
        </pre>
      </ScrollRegion>
      {(hidden > 0 || isWhole) && (
        <div className="border-t px-2 py-1">
          <Button variant="ghost" size="sm" onClick={() => setWhole(!isWhole)}>
            {isWhole ? "Show less" : `Show all ${formatInteger(text.length)} characters`}
          </Button>
        </div>
      )}
    </figure>
  );
}

function Hidden({ count }: { count: number }) {
  return <span className="font-sans text-faint-foreground"> … {formatInteger(count)} characters … </span>;
}
