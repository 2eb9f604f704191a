"use client";

import Link from "next/link";
import { Fragment, type MouseEvent } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { issueHref } from "@/components/quality/issue-filters";
import { issueBadges, issueTitle, kindText } from "@/components/quality/issue-words";
import { useTriage } from "@/components/quality/triage";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatCompact, formatInteger } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import { TimeAgo } from "@/components/ui/time-ago";
import type { QualityIssue } from "@/lib/contracts/quality";
import { Assignee } from "./assignee";

/** The columns of a list that is wide enough; the head has the same. */
export const wideColumns =
  "@3xl:grid-cols-[minmax(0,1fr)_7.5rem_4.5rem_5.5rem_5.5rem_2rem] @3xl:items-center @3xl:gap-x-5";

/** An issue: as a row where the list is wide, as a card of three lines where it is not. */
export function IssueRow({ issue }: { issue: QualityIssue }) {
  const { selection, issueId, search, act, pendingIds, viewer } = useTriage();
  const isSelected = selection.selected.has(issue.id);
  const isCurrent = issueId === null ? selection.cursor === issue.id : issueId === issue.id;
  const toggle = (event: MouseEvent) => act({ type: "toggle", id: issue.id, range: event.shiftKey });
  return (
    <li
      data-testid="issue-row"
      data-selected={isSelected || undefined}
      className={cn(
        "group relative flex gap-3 border-b px-4 py-3 transition-colors last:border-b-0 hover:bg-muted/60 @3xl:px-5",
        isSelected && "bg-brand-soft hover:bg-brand-soft",
        isCurrent && "shadow-[inset_2px_0_0_0_var(--color-brand)]",
        issueId === issue.id && !isSelected && "bg-accent",
        pendingIds.includes(issue.id) && "opacity-50",
      )}
    >
      {viewer.canAct && (
        <input
          type="checkbox"
          aria-label={`Select ${issueTitle(issue)}`}
          checked={isSelected}
          onChange={() => {}}
          onClick={toggle}
          tabIndex={-1}
          className="relative z-10 mt-0.5 size-4 shrink-0 cursor-pointer accent-brand before:absolute before:-inset-3"
        />
      )}
      <div className={cn("grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1", wideColumns)}>
        <Name issue={issue} href={issueHref(issue.id, search)} onFocus={() => act({ type: "focus", id: issue.id })} />
        <div className="hidden @3xl:block">
          <Sparkline values={issue.trend} height={26} label={`Rejects of the last 7 days, ${issueTitle(issue)}`} />
        </div>
        <p
          className="text-right font-medium tabular-nums @max-3xl:row-start-1 @max-3xl:col-start-2"
          title={`${formatInteger(issue.count)} records`}
        >
          {formatCompact(issue.count)}
          <span className="sr-only"> records</span>
        </p>
        <p className="hidden text-right text-muted-foreground text-sm @3xl:block">
          <TimeAgo at={issue.firstSeenAt} />
        </p>
        <p className="text-right text-muted-foreground text-sm @max-3xl:row-start-2 @max-3xl:col-start-2 @max-3xl:text-xs">
          <TimeAgo at={issue.lastSeenAt} />
        </p>
        <div className="justify-self-end @max-3xl:hidden">
          <Assignee assignee={issue.assignee} />
        </div>
      </div>
    </li>
  );
}

function Name({ issue, href, onFocus }: { issue: QualityIssue; href: string; onFocus: () => void }) {
  return (
    <div className="contents @3xl:block @3xl:min-w-0">
      <p className="min-w-0 break-words @max-3xl:row-start-1 @max-3xl:col-start-1">
        <Link
          href={href}
          data-issue-link={issue.id}
          onFocus={onFocus}
          className="rounded-sm font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:-outline-offset-2 focus-visible:after:outline-2 focus-visible:after:outline-ring"
        >
          {reasonText(issue.reason)}
          {issue.field !== null && (
            <>
              {" "}
              <code className="font-normal text-muted-foreground text-xs">
                <ForeignText text={issue.field} />
              </code>
            </>
          )}
        </Link>
        {issueBadges(issue).map(({ tone, text }) => (
          <Fragment key={text}>
            {" "}
            <Badge tone={tone} className="mr-1 align-[1px]">
              {text}
            </Badge>
          </Fragment>
        ))}
      </p>
      <p className="truncate text-muted-foreground text-xs @max-3xl:row-start-2 @max-3xl:col-start-1">
        <ForeignText text={issue.sourceName} /> · {kindText(issue.kind)}
        {issue.sample && (
          <span className="@max-3xl:hidden">
            {" "}
            · <ForeignText text={issue.sample.message.slice(0, 300)} />
          </span>
        )}
      </p>
    </div>
  );
}
