"use client";

import { Callout } from "@/components/ui/callout";
import { ErrorState } from "@/components/ui/error-state";
import { formatInteger } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { StaleVeil } from "@/components/ui/stale-veil";
import type { ExplainedMetric } from "@/lib/contracts/explain";
import { ExplainDetails } from "./explain-details";
import { equationOf, imbalanceOf } from "./explain-equation";
import { openedFigures } from "./explain-metrics";
import { ExplainWaterfall } from "./explain-waterfall";
import { useExplain } from "./queries";

export type ExplainScope = {
  campaignId: string;
  dates: { from: string; to: string };
  traffic: "net" | "gross";
  model?: string | undefined;
  chosenZone?: string | undefined;
};

/** One count taken apart: the equation, and what its lines are made of. */
export function ExplainCount({
  metric,
  scope,
  titled,
}: {
  metric: ExplainedMetric;
  scope: ExplainScope;
  titled?: boolean;
}) {
  const { campaignId, dates, traffic, model, chosenZone } = scope;
  const { data, error, refetch, isFetching, isPlaceholderData } = useExplain(campaignId, {
    ...dates,
    metric,
    model,
    timeZone: chosenZone,
  });
  const { label } = openedFigures[metric];
  const trafficHref = (rule: string) => `/traffic?${new URLSearchParams({ ...dates, campaign: campaignId, rule })}`;
  const off = data ? imbalanceOf(data) : 0;
  return (
    <section aria-label={`${label}: where they come from`} className="flex flex-col gap-4">
      {titled && <h3 className="font-semibold text-base">{label}</h3>}
      {error && !data && (
        <ErrorState
          title="This could not be taken apart"
          message={error.message}
          onRetry={refetch}
          retrying={isFetching}
        />
      )}
      {!data && !error && <Waiting />}
      {data && (
        <StaleVeil active={isPlaceholderData} className="flex flex-col gap-5">
          <ExplainWaterfall terms={equationOf(data)} label={`${label}, from received to counted`} />
          {off !== 0 && (
            <Callout
              tone="warning"
              title={`The lines differ from what was received by ${formatInteger(Math.abs(off))}`}
            >
              Figures that are being written this moment can differ for some seconds. If it stays, tell your operator.
            </Callout>
          )}
          {traffic === "gross" && <GrossNote metric={metric} counted={data.counted} filtered={data.filtered} />}
          <ExplainDetails explain={data} trafficHref={trafficHref} />
        </StaleVeil>
      )}
    </section>
  );
}

function GrossNote({ metric, counted, filtered }: { metric: ExplainedMetric; counted: number; filtered: number }) {
  return (
    <Callout title="The page shows gross figures">
      {metric === "conversions"
        ? "They credit conversions of invalid traffic as well."
        : `They count the filtered as well: ${formatInteger(counted)} + ${formatInteger(filtered)} = ${formatInteger(counted + filtered)}.`}
    </Callout>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="Loading where the figure comes from" aria-busy className="flex flex-col gap-5">
      {["received", "duplicate", "rejected", "filtered", "counted"].map((key) => (
        <Skeleton key={key} className="h-11" />
      ))}
    </div>
  );
}
