import { ForeignText } from "@/components/ui/foreign-text";
import { TimeAgo } from "@/components/ui/time-ago";
import type { AuditLine } from "@/lib/contracts/audit";
import { type ChangedPart, changedParts } from "./changed-parts";

/** Of a change so many parts stand open; the others unfold. */
const shownParts = 4;

/** The lines of the log, each with what it changed. */
export function AuditLines({ lines }: { lines: readonly AuditLine[] }) {
  return (
    <ol className="divide-y border-t">
      {lines.map((line) => (
        <li key={line.id} className="grid gap-x-6 gap-y-1 px-5 py-3 text-sm md:grid-cols-[14rem_1fr]">
          <div className="min-w-0">
            <p className="truncate font-medium">
              <ForeignText text={line.actor} />
            </p>
            <p className="text-muted-foreground text-xs">
              <TimeAgo at={line.at} />
            </p>
          </div>
          <div className="min-w-0">
            <p className="break-words">
              <span className="font-medium">{line.action}</span>{" "}
              <span className="text-muted-foreground">
                <ForeignText text={line.subject} />
              </span>
            </p>
            <Parts line={line} />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Of a change what became other; all of what was new or is gone unfolds. */
function Parts({ line }: { line: AuditLine }) {
  const parts = changedParts(line);
  const isWhole = line.before === null || line.after === null;
  const shown = isWhole ? [] : parts.slice(0, shownParts);
  const rest = parts.slice(shown.length);
  return (
    <>
      {shown.length > 0 && <PartList parts={shown} />}
      {rest.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground text-xs hover:text-foreground">
            {isWhole ? "Its parts" : `${rest.length} more`}
          </summary>
          <PartList parts={rest} />
        </details>
      )}
    </>
  );
}

function PartList({ parts }: { parts: readonly ChangedPart[] }) {
  return (
    <dl className="mt-1 flex flex-col gap-0.5 text-xs">
      {parts.map(({ name, before, after }) => (
        <div key={name} className="flex flex-wrap gap-x-2">
          {name && <dt className="text-muted-foreground">{name}</dt>}
          <dd className="min-w-0 break-words">
            {before !== undefined && (
              <del className="text-muted-foreground">
                <ForeignText text={before} />
              </del>
            )}
            {before !== undefined && after !== undefined && <span aria-hidden> → </span>}
            {after !== undefined && (
              <ins className="no-underline">
                <ForeignText text={after} />
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
