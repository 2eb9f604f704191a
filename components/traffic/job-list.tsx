import { formatInteger } from "@/components/ui/format";
import { formatDateTime } from "@/components/ui/format-time";
import { ProgressBar } from "@/components/ui/progress-bar";
import { ruleTitle } from "@/components/ui/rule-words";
import { TimeAgo } from "@/components/ui/time-ago";
import type { TrafficJob } from "@/lib/contracts/traffic";

/** Bounds beyond these stand for the beginning and for ever. */
const [beginningMs, foreverMs] = [Date.UTC(1971, 0, 1), Date.UTC(2200, 0, 1)];

/** "1 Nov 2026, 00:00 to 8 Nov 2026, 00:00 UTC"; bounds that nobody set are left out. */
export function spanOf({ from, to }: Pick<TrafficJob, "from" | "to">): string {
  const hasFrom = Date.parse(from) >= beginningMs;
  const hasTo = Date.parse(to) < foreverMs;
  const text = (at: string) => formatDateTime(at, "UTC");
  if (hasFrom && hasTo) return `${text(from)} to ${text(to)} UTC`;
  if (hasFrom) return `from ${text(from)} UTC on`;
  return hasTo ? `until ${text(to)} UTC` : "all of the past";
}

/** What is being worked out again, or was, newest first. */
export function JobList({ jobs }: { jobs: readonly TrafficJob[] }) {
  return (
    <ul className="flex flex-col">
      {jobs.map((job) => (
        <li key={job.id} className="border-t py-2.5 text-sm first:border-t-0">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-medium">{ruleTitle(job.rule)}</span>
            <span className="text-muted-foreground text-xs">
              {job.state === "done" ? (
                <>
                  done <TimeAgo at={job.finishedAt} />
                </>
              ) : (
                job.state
              )}
            </span>
          </div>
          <p className="text-muted-foreground text-xs">
            {spanOf(job)}
            {` · ${formatInteger(job.changed)} ${job.changed === 1 ? "event" : "events"} changed · ${job.createdBy}`}
          </p>
          {job.state !== "done" && (
            <ProgressBar
              className="mt-2"
              label={`Working ${ruleTitle(job.rule)} out again`}
              value={job.state === "waiting" ? null : job.progress}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
