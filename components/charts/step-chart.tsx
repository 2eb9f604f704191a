import { cn } from "@/components/ui/cn";
import { formatInteger } from "@/components/ui/format";
import type { ChartColor } from "./series";

export type StepChartStep = {
  key: string;
  /** "6 hours to 12 hours" */
  label: string;
  /** One a series, in its order. */
  values: readonly number[];
  /** Said with the step's values. */
  note?: string;
};

export type StepChartProps = {
  /** What it shows, for assistive technology. */
  label: string;
  series: readonly { label: string; color: ChartColor }[];
  steps: readonly StepChartStep[];
  /** What stands at the end of each step on the axis; as many as there is room for are shown. */
  edges: readonly string[];
  /** Lines at the end of a step (its index; below zero: none), named above. */
  marks?: readonly { after: number; label: string }[];
  height?: number;
  className?: string;
};

/** Stacked columns over steps of any width, side by side. Plain boxes: it needs no measuring. */
export function StepChart({ label, series, steps, edges, marks = [], height = 200, className }: StepChartProps) {
  const sums = steps.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const largest = Math.max(1, ...sums);
  const every = Math.max(1, Math.ceil(steps.length / 8));
  return (
    <figure aria-label={label} className={cn("min-w-0", className)}>
      <figcaption className="mb-2 flex gap-4 text-muted-foreground text-xs">
        {series.map(({ label: name, color }) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <span aria-hidden className="size-2 rounded-[2px]" style={{ background: `var(--chart-${color})` }} />
            {name}
          </span>
        ))}
      </figcaption>
      <div aria-hidden style={{ height }} className="relative border-b pt-4">
        <div className="flex h-full items-end gap-px sm:gap-[2px]">
          {steps.map((step, index) => (
            <Column key={step.key} step={step} sum={sums[index] ?? 0} largest={largest} series={series} />
          ))}
        </div>
        {marks
          .filter(({ after }) => after >= 0)
          .map((mark, index) => (
            <Mark key={mark.label} label={mark.label} at={(mark.after + 1) / steps.length} row={index} />
          ))}
      </div>
      <div aria-hidden className="mt-1 flex text-2xs text-faint-foreground tabular-nums">
        {edges.map((edge, index) => (
          <span key={edge} className="min-w-0 flex-1 overflow-visible whitespace-nowrap text-right">
            {(index + 1) % every === 0 ? edge : ""}
          </span>
        ))}
      </div>
      <StepTable label={label} series={series} steps={steps} />
    </figure>
  );
}

type ColumnProps = { step: StepChartStep; sum: number; largest: number; series: StepChartProps["series"] };

function Column({ step, sum, largest, series }: ColumnProps) {
  const parts = series.map(({ label }, index) => `${formatInteger(step.values[index])} ${label.toLowerCase()}`);
  return (
    <div
      title={[step.label, ...parts, step.note].filter(Boolean).join("\n")}
      className="flex h-full min-w-0 flex-1 flex-col justify-end rounded-sm hover:bg-muted"
    >
      <div
        className="flex flex-col-reverse overflow-hidden rounded-t-[2px]"
        style={{ height: `${(sum / largest) * 100}%`, minHeight: sum > 0 ? 2 : 0 }}
      >
        {series.map(({ label, color }, index) => (
          <span
            key={label}
            className="min-h-0"
            style={{ flexGrow: step.values[index] ?? 0, flexBasis: 0, background: `var(--chart-${color})` }}
          />
        ))}
      </div>
    </div>
  );
}

/** A line with its name; beyond the middle the name stands to its left, so that it never leaves the frame. */
function Mark({ label, at, row }: { label: string; at: number; row: number }) {
  return (
    <span
      className="absolute inset-y-0 border-foreground/60 border-l border-dashed"
      style={{ left: `min(${at * 100}%, calc(100% - 1px))` }}
    >
      <span
        className={cn(
          "absolute rounded-[3px] bg-card px-1 font-medium text-2xs text-foreground tabular-nums",
          at > 0.5 ? "right-1" : "left-1",
        )}
        style={{ top: row * 14 }}
      >
        {label}
      </span>
    </span>
  );
}

function StepTable({ label, series, steps }: Pick<StepChartProps, "label" | "series" | "steps">) {
  return (
    <div className="sr-only">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            {series.map((each) => (
              <th key={each.label} scope="col">
                {each.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.key}>
              <th scope="row">
                {step.label}
                {step.note && `, ${step.note}`}
              </th>
              {series.map((each, index) => (
                <td key={each.label}>{formatInteger(step.values[index])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
