import { StatusDot } from "@/components/ui/status-dot";
import { TimeAgo } from "@/components/ui/time-ago";
import type { TrafficPeriod } from "@/lib/contracts/traffic";
import { stepTexts } from "./rule-state";

/** What a rule is set to over event time, the newest stretch first. */
export function RuleSteps({ periods }: { periods: readonly TrafficPeriod[] }) {
  const steps = stepTexts(periods);
  return (
    <section>
      <h3 className="font-medium text-muted-foreground text-xs">Over the time of events (UTC)</h3>
      <ol className="mt-1">
        {steps.map((step) => (
          <li key={step.key} className="flex items-baseline justify-between gap-4 border-t py-2 first:border-t-0">
            <div className="min-w-0">
              <StatusDot tone={step.enabled ? "success" : "neutral"}>{step.enabled ? "on" : "off"}</StatusDot>
              <span className="block text-muted-foreground text-xs">
                {step.when}, parameters {step.version}
              </span>
            </div>
            <span className="min-w-0 text-right text-faint-foreground text-xs">
              <span className="block truncate">{step.actor}</span>
              <TimeAgo at={step.changedAt} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
