import { Area, Bar, Line } from "recharts";
import { metricColor } from "./chart-tooltip";
import { type ChartMetric, type ChartRow, isIsolated } from "./series";

export type MetricShapesInput = { metric: ChartMetric; index: number; rows: readonly ChartRow[]; fill: string };

/**
 * The Recharts elements of one metric: its line, area or bars, and the dashed part that still grows.
 * A function that gives elements, since Recharts looks for its own types among the children.
 */
export function metricShapes({ metric, index, rows, fill }: MetricShapesInput) {
  const color = metricColor(metric, index);
  const shared = {
    yAxisId: metric.axis ?? "left",
    stackId: metric.stack,
    isAnimationActive: false,
    name: metric.label,
  } as const;
  if (metric.shape === "bar") {
    return [
      <Bar
        key={metric.key}
        {...shared}
        dataKey={metric.key}
        fill={color}
        radius={metric.stack ? 0 : [2, 2, 0, 0]}
        maxBarSize={36}
      />,
    ];
  }
  const line = {
    ...shared,
    type: "linear",
    strokeLinejoin: "round",
    stroke: color,
    strokeWidth: 1.75,
    activeDot: { r: 3.5, strokeWidth: 2, stroke: "var(--card)", fill: color },
  } as const;
  const whole = {
    ...line,
    dataKey: metric.key,
    dot: isolatedDot(rows, metric.key, color),
    strokeDasharray: metric.dashed ? "2 4" : undefined,
  };
  const growing = {
    ...line,
    dataKey: `${metric.key}~`,
    dot: isolatedDot(rows, `${metric.key}~`, color),
    strokeDasharray: "4 4",
  };
  if (metric.shape === "line") {
    return [<Line key={metric.key} {...whole} />, <Line key={`${metric.key}~`} {...growing} />];
  }
  return [<Area key={metric.key} {...whole} fill={fill} />, <Area key={`${metric.key}~`} {...growing} fill="none" />];
}

type DotInput = { index?: number; cx?: number; cy?: number };

/** A drawer of dots that draws only where a value stands alone between two gaps. */
function isolatedDot(rows: readonly ChartRow[], key: string, color: string) {
  return ({ index = -1, cx, cy }: DotInput) =>
    isIsolated(rows, index, key) ? <circle key={index} cx={cx} cy={cy} r={3} fill={color} /> : <g key={index} />;
}
