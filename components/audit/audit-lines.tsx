import { ForeignText } from "@/components/ui/foreign-text";
import { TimeAgo } from "@/components/ui/time-ago";
import type { AuditLine } from "@/lib/contracts/audit";
import { type ChangedPart, changedParts } from "./changed-parts";

/** So many parts stand open; the others unfold. */
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
            <Parts parts={changedParts(line)} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Parts({ parts }: { parts: readonly ChangedPart[] }) {
  const rest = parts.slice(shownParts);
  return (
    <>
      <PartList parts={parts.slice(0, shownParts)} />
      {rest.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground text-xs hover:text-foreground">
            {rest.length} more
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
