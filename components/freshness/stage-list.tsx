import { formatDuration, NO_VALUE } from "@/components/ui/format";
import { Tooltip } from "@/components/ui/tooltip";
import type { Freshness } from "@/lib/contracts/freshness";

type Stages = Freshness["sources"][number]["stages"];

const meaning: Record<Stages[number]["stage"], string> = {
  received: "taken in by the door",
  stored: "validated and written",
  correlated: "matched and credited",
  aggregated: "in the figures of the reports",
};

/** How far each stage of the pipeline is behind the clock. */
export function StageList({ stages }: { stages: Stages }) {
  return (
    <ol className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
      {stages.map(({ stage, lagMs }) => (
        <li key={stage}>
          <Tooltip content={`${stage}: ${meaning[stage]}`}>
            <span className="whitespace-nowrap text-muted-foreground">
              {stage}{" "}
              <span className="text-foreground tabular-nums">{lagMs === null ? NO_VALUE : formatDuration(lagMs)}</span>
            </span>
          </Tooltip>
        </li>
      ))}
    </ol>
  );
}
