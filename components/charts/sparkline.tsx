import { useId } from "react";
import { cn } from "@/components/ui/cn";
import type { ChartColor } from "./series";
import { sparklinePath } from "./sparkline-path";

export type SparklineProps = {
  /** Oldest first; null is a gap. */
  values: readonly (number | null)[];
  /** What it shows, for assistive technology; leave it out where the figures stand beside it. */
  label?: string;
  color?: ChartColor;
  height?: number;
  className?: string;
};

/** The course of a figure without axes, stretched to its frame. Plain SVG, so that tables can have hundreds. */
export function Sparkline({ values, label, color = 1, height = 32, className }: SparklineProps) {
  const gradientId = useId();
  const { line, area } = sparklinePath(values);
  const accessible = label ? ({ role: "img", "aria-label": label } as const) : undefined;
  return (
    <div {...accessible} style={{ height, color: `var(--chart-${color})` }} className={cn("w-full", className)}>
      <svg aria-hidden viewBox="0 0 100 100" preserveAspectRatio="none" className="block size-full overflow-visible">
        <defs>
          <linearGradient id={gradientId} x1="0" y1="0" x2="0" y2="1">
            <stop offset="0%" stopColor="currentColor" stopOpacity="0.18" />
            <stop offset="100%" stopColor="currentColor" stopOpacity="0" />
          </linearGradient>
        </defs>
        <path d={area} fill={`url(#${gradientId})`} />
        <path
          d={line}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
    </div>
  );
}
