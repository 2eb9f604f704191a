"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { Sparkline } from "@/components/charts/sparkline";
import { issueHref } from "@/components/quality/issue-filters";
import { adviceText, issueBadges, kindText, stateTones } from "@/components/quality/issue-words";
import { ReplayBar } from "@/components/quality/replay/replay-bar";
import { ReplayDialog } from "@/components/quality/replay/replay-dialog";
import { useTriage } from "@/components/quality/triage";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { formatDateTime } from "@/components/ui/format-time";
import { PageHeader } from "@/components/ui/page-header";
import { reasonText } from "@/components/ui/reason-words";
import { StatGrid } from "@/components/ui/stat-grid";
import { StatTile } from "@/components/ui/stat-tile";
import { StatusDot } from "@/components/ui/status-dot";
import { TimeAgo } from "@/components/ui/time-ago";
import type { QualityIssue } from "@/lib/contracts/quality";
import { History } from "./history";
import { IssueActions } from "./issue-actions";
import { Records } from "./records";
import { ReplayList } from "./replay-list";

/** An issue from its head to its history. */
export function IssuePage({ issue }: { issue: QualityIssue }) {
  const { search, viewer } = useTriage();
  const isReplaying = useSearchParams().get("replay") === "1" && viewer.canAct;
  // at once, where the router takes a moment: who reloads then is not to find the dialog open again
  const close = () => window.history.replaceState(null, "", issueHref(issue.id, search));
  const last24h = issue.trend.slice(-4).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Quality", href: issueHref(null, search) }]}
        title={<Title issue={issue} />}
        badge={
          <>
            <StatusDot tone={stateTones[issue.state]}>{issue.state}</StatusDot>
            {issueBadges(issue).map(({ tone, text }) => (
              <Badge key={text} tone={tone}>
                {text}
              </Badge>
            ))}
          </>
        }
        description={<Description issue={issue} />}
        actions={<IssueActions issue={issue} />}
      />
      <div className="flex flex-col gap-6">
        <ReplayBar issue={issue} />
        {issue.state === "ignored" && issue.note && (
          <Callout title="It is ignored">
            <ForeignText text={issue.note} className="break-words" />
          </Callout>
        )}
        <StatGrid columns={4}>
          <StatTile
            label="Records"
            metric="issue-records"
            value={formatInteger(issue.count)}
            hint={last24h > 0 ? `${formatInteger(last24h)} came in the last day` : "none came in the last day"}
          >
            <Sparkline values={issue.trend} height={24} label="Rejects of the last 7 days" />
          </StatTile>
          <StatTile
            label="Replayed"
            metric="issue-replayed"
            value={formatInteger(issue.replayed)}
            hint="have left it by replays"
          />
          <StatTile
            label="First seen"
            value={<TimeAgo at={issue.firstSeenAt} />}
            hint={formatDateTime(issue.firstSeenAt, "UTC", { zone: true })}
          />
          <StatTile
            label="Last seen"
            value={<TimeAgo at={issue.lastSeenAt} />}
            hint={formatDateTime(issue.lastSeenAt, "UTC", { zone: true })}
          />
        </StatGrid>
        {issue.count > 0 && <Callout title="What to do">{adviceText(issue.reason)}</Callout>}
        <Records issue={issue} />
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <ReplayList issue={issue} />
          <History issueId={issue.id} />
        </div>
      </div>
      {isReplaying && <ReplayDialog issue={issue} onClose={close} />}
    </>
  );
}

function Title({ issue: { reason, field } }: { issue: QualityIssue }) {
  return (
    <>
      {reasonText(reason)}
      {field !== null && (
        <>
          {": "}
          <code className="break-all font-medium text-lg">
            <ForeignText text={field} />
          </code>
        </>
      )}
    </>
  );
}

function Description({ issue }: { issue: QualityIssue }) {
  return (
    <>
      {kindText(issue.kind)} of{" "}
      <Link
        href={`/sources/${encodeURIComponent(issue.source)}`}
        className="text-foreground underline underline-offset-4"
      >
        <ForeignText text={issue.sourceName} />
      </Link>
      {" · "}
      {issue.assignee === null ? (
        "nobody’s"
      ) : (
        <>
          assigned to <ForeignText text={issue.assignee} />
        </>
      )}
    </>
  );
}
