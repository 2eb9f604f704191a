import Link from "next/link";
import { replayOutcome } from "@/components/quality/issue-words";
import { Callout } from "@/components/ui/callout";
import { ForeignText } from "@/components/ui/foreign-text";
import type { QualityIssue } from "@/lib/contracts/quality";
import type { Replay } from "@/lib/contracts/replay";

const shownBatches = 5;

/** What came of a replay, and where its figures moved. */
export function ReplayOutcome({ issue, replay }: { issue: QualityIssue; replay: Replay }) {
  const batches = replay.batches ?? [];
  const links = batches.slice(0, shownBatches);
  const isGood = replay.state === "done" && replay.rejected === 0;
  return (
    <div data-testid="replay-bar">
      <Callout
        tone={replay.state === "failed" ? "danger" : isGood ? "success" : "warning"}
        title={
          replay.state === "failed"
            ? "The replay stopped, and can be begun again"
            : `Replayed: ${replayOutcome(replay)}`
        }
      >
        {replay.error !== null && (
          <p className="break-words">
            <ForeignText text={replay.error} /> {replayOutcome(replay)} until then.
          </p>
        )}
        {replay.stored + replay.duplicate > 0 && (
          <p>
            The figures of{" "}
            {links.length === 0 && (
              <BatchLink href={`/imports?source=${encodeURIComponent(issue.source)}`}>the batches</BatchLink>
            )}
            {links.map((batchId, index) => (
              <span key={batchId}>
                {index > 0 && ", "}
                <BatchLink href={`/imports/${encodeURIComponent(batchId)}`}>
                  {links.length === 1 ? "the batch" : `batch ${index + 1}`}
                </BatchLink>
              </span>
            ))}
            {batches.length > shownBatches && ` and ${batches.length - shownBatches} more`} have moved; those of the{" "}
            <BatchLink href="/campaigns">campaigns</BatchLink> follow within seconds.
          </p>
        )}
        {replay.rejected > 0 && <p>What is still rejected stands at its reason of now, which may be another issue.</p>}
      </Callout>
    </div>
  );
}

function BatchLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="text-foreground underline underline-offset-4">
      {children}
    </Link>
  );
}
