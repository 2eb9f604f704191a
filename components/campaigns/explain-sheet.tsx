"use client";

import { formatDateTime } from "@/components/ui/format-time";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { ExplainedMetric } from "@/lib/contracts/explain";
import type { Metrics } from "@/lib/contracts/metrics";
import type { Performance } from "@/lib/contracts/reports";
import { ExplainCount, type ExplainScope } from "./explain-count";
import { type OpenedFigure, type OpenMetric, openedFigures, type Part } from "./explain-metrics";

type ExplainSheetProps = {
  metric: OpenMetric;
  scope: ExplainScope;
  /** Undefined until the first answer. */
  data: Performance | undefined;
  onClose: () => void;
};

/** "Where this figure comes from", at the side of the campaign's page. */
export function ExplainSheet({ metric, scope, data, onClose }: ExplainSheetProps) {
  const figure = openedFigures[metric];
  const totals = data?.totals;
  const currency = data?.campaign.currency ?? "USD";
  const counts = countsOf(figure);
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent
        title={`Where ${figure.label} comes from`}
        heading={<span className="truncate font-semibold text-base">Where this figure comes from</span>}
        className="w-full sm:max-w-lg"
        returnFocusTo={() => document.querySelector<HTMLElement>(`[data-opens="${metric}"]`)}
      >
        <div className="flex flex-col gap-6 px-5 pt-1 pb-8">
          <div>
            <p className="text-muted-foreground text-sm">{figure.label}</p>
            <div data-testid="explain-figure" className="font-semibold text-2xl tracking-tight tabular-nums">
              {totals ? figure.show(totals, currency) : <Skeleton className="my-1 h-7 w-28" />}
            </div>
            {data && <p className="mt-1 text-faint-foreground text-xs">{rangeText(data, scope.traffic)}</p>}
          </div>
          {figure.type === "ratio" && totals && <Formula figure={figure} totals={totals} currency={currency} />}
          {figure.type === "sum" && <p className="text-pretty text-sm">{figure.of}</p>}
          {counts.map((count) => (
            <div key={count} className={figure.type === "count" ? undefined : "border-t pt-5"}>
              <ExplainCount metric={count} scope={scope} titled={figure.type !== "count"} />
            </div>
          ))}
        </div>
      </SheetContent>
    </Sheet>
  );
}

/** The counts that a figure rests on, each once. */
function countsOf(figure: OpenedFigure): readonly ExplainedMetric[] {
  if (figure.type === "count") return [figure.metric];
  if (figure.type === "sum") return figure.counts;
  return [...new Set([figure.over.opens, figure.under.opens].filter((metric) => metric !== undefined))];
}

function rangeText({ from, to, timeZone, campaign }: Performance, traffic: "net" | "gross"): string {
  const zone = { zone: true };
  const model = campaign.attributionModel.replaceAll("_", " ");
  return `${formatDateTime(from, timeZone)} to ${formatDateTime(to, timeZone, zone)}, ${traffic}, by the time of the event, conversions credited by ${model}`;
}

type FormulaProps = { figure: Extract<OpenedFigure, { type: "ratio" }>; totals: Metrics; currency: string };

function Formula({ figure, totals, currency }: FormulaProps) {
  const { over, under } = figure;
  return (
    <section aria-label="Formula" className="rounded-lg border bg-muted/40 px-4 py-3">
      <p className="text-muted-foreground text-xs">
        {figure.label} = {figure.formula}
      </p>
      <dl className="mt-2 grid grid-cols-2 gap-x-6">
        {[over, under].map((part) => (
          <FormulaPart key={part.label} part={part} totals={totals} currency={currency} />
        ))}
      </dl>
    </section>
  );
}

function FormulaPart({ part, totals, currency }: { part: Part; totals: Metrics; currency: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted-foreground text-sm">{part.label}</dt>
      <dd className="font-semibold text-base tabular-nums">{part.show(totals, currency)}</dd>
    </div>
  );
}
