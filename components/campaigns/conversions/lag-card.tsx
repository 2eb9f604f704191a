"use client";

import { QueryCard } from "@/components/campaigns/query-card";
import { useLag } from "@/components/campaigns/report-queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { StepChart } from "@/components/charts/step-chart";
import { CardContent } from "@/components/ui/card";
import { formatInteger, formatPercent, NO_VALUE } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import type { Lag } from "@/lib/contracts/lag";
import { hoursText } from "./conversion-words";

/** How long after their touch conversions come. */
export function LagCard({ scope }: { scope: ReportScope }) {
  const query = useLag(scope);
  return (
    <QueryCard
      query={query}
      title="Conversion lag"
      description="From the touch to the conversion, by last touch, of the touches in this range."
      failed="The conversion lag could not be loaded"
      skeleton={
        <CardContent role="status" aria-label="Loading the conversion lag" aria-busy>
          <Skeleton className="h-12 w-2/3" />
          <Skeleton className="mt-4 h-[200px]" />
        </CardContent>
      }
    >
      {(lag) => (
        <CardContent>
          <LagFigures lag={lag} />
          {lag.steps.length === 0 ? (
            <p className="grid h-[200px] place-items-center rounded-lg border border-dashed px-6 text-center text-muted-foreground text-sm">
              No conversion is credited to a touch of this range yet.
            </p>
          ) : (
            <LagChart lag={lag} />
          )}
        </CardContent>
      )}
    </QueryCard>
  );
}

function LagFigures({ lag }: { lag: Lag }) {
  const within = (hours: number | null) => (hours === null ? NO_VALUE : `within ${hoursText(hours)}`);
  return (
    <dl className="mb-4 flex flex-wrap gap-x-8 gap-y-2">
      {[
        { label: "Half of them came", value: within(lag.medianHours) },
        { label: "Nine in ten came", value: within(lag.p90Hours) },
        { label: "Conversions", value: formatInteger(lag.conversions) },
      ].map(({ label, value }) => (
        <div key={label}>
          <dt className="text-muted-foreground text-xs">{label}</dt>
          <dd className="font-semibold text-base tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function LagChart({ lag }: { lag: Lag }) {
  const endOf = (hours: number | null) => lag.steps.findIndex((step) => step.toHours === hours);
  return (
    <StepChart
      label="Conversions by how long they came after their touch"
      series={[
        { label: "Post-click", color: 2 },
        { label: "Post-view", color: 1 },
      ]}
      steps={lag.steps.map((step) => ({
        key: String(step.fromHours),
        label: `${hoursText(step.fromHours)} to ${hoursText(step.toHours)}`.replace("0 hours", "0"),
        values: [step.postClickConversions, step.postViewConversions],
        note: `${formatPercent(step.cumulativeShare, { digits: 0 })} by then`,
      }))}
      edges={lag.steps.map((step) => (step.toHours < 24 ? `${step.toHours} h` : `${step.toHours / 24} d`))}
      marks={[
        { after: endOf(lag.medianHours), label: "50%" },
        { after: endOf(lag.p90Hours), label: "90%" },
      ]}
    />
  );
}
