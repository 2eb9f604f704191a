import { CircleCheck, CircleX } from "lucide-react";
import { clipText } from "@/components/quality/raw/clip-text";
import { findField } from "@/components/quality/raw/find-field";
import { cn } from "@/components/ui/cn";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import type { PreviewRecord } from "@/lib/contracts/preview";
import type { QualityIssue } from "@/lib/contracts/quality";
import { eventFacts } from "./event-facts";
import type { Fix } from "./use-fix";

const clipAt = 280;

/** A record before and after: its own text with what is read of it marked, and what it would become. */
export function TrialSample({ issue, sample, fix }: { issue: QualityIssue; sample: PreviewRecord; fix: Fix }) {
  const { rejection, event } = sample;
  const field = rejection?.field ?? issue.field;
  const form = fix.records.find(({ raw }) => raw.startsWith(sample.raw))?.form ?? fix.records[0]?.form ?? null;
  const mapping = fix.mapping ?? fix.source.data?.mapping;
  const marked = findField({ raw: sample.raw, form, kind: issue.kind, field, mapping });
  const clip = clipText(sample.raw, marked, clipAt);
  return (
    <li className="min-w-0 overflow-hidden rounded-lg border">
      <pre
        dir="ltr"
        className={cn(
          "whitespace-pre-wrap break-all bg-muted/50 px-3 py-2 font-mono text-xs leading-5",
          !rejection && "[&_[data-marked]]:bg-success-soft [&_[data-marked]]:text-success-text",
        )}
      >
        {clip.hiddenBefore > 0 && "… "}
        <ForeignText text={clip.text} marked={clip.marked} />
        {clip.hiddenAfter > 0 && (
          <span className="font-sans text-faint-foreground"> … {formatInteger(clip.hiddenAfter)} more</span>
        )}
      </pre>
      <div className="flex gap-2 border-t px-3 py-2 text-sm">
        {rejection ? (
          <>
            <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-danger-text" />
            <p className="min-w-0 break-words">
              <span className="font-medium text-danger-text">{reasonText(rejection.reason)}</span>{" "}
              <span className="text-muted-foreground">
                <ForeignText text={rejection.message} />
              </span>
            </p>
          </>
        ) : (
          <>
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success-text" />
            <dl aria-label="Accepted as" className="flex min-w-0 flex-wrap gap-x-4 gap-y-1">
              {eventFacts(event, issue.field).map(({ name, text, isMeant }) => (
                <div key={name} className="flex min-w-0 gap-1.5 text-xs leading-5">
                  <dt className="text-muted-foreground">{name}</dt>
                  <dd className={cn("min-w-0 break-all", isMeant && "font-medium text-success-text")}>
                    <ForeignText text={text} />
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </div>
    </li>
  );
}
