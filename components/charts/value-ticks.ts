import { type ChartMetric, type ChartRow, rowValue } from "./series";

const NICE = [1, 2, 2.5, 5, 10];

/**
 * Ticks on round numbers that hold zero and every value, in steps of 1, 2, 2.5 or 5 times a power of ten.
 * Whole values get whole steps: half a click is no tick.
 */
export function valueTicks(values: readonly number[], steps = 4): number[] {
  const largest = Math.max(0, ...values);
  const smallest = Math.min(0, ...values);
  const span = largest - smallest;
  if (span === 0) return [0, 1];
  const rough = span / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = (NICE.find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const step = values.every(Number.isInteger) ? Math.max(1, Math.ceil(nice)) : nice;
  const first = Math.floor(smallest / step);
  const last = Math.ceil(largest / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** What one side's axis must hold: the values of its metrics, stacked ones added up. */
export function axisValues(rows: readonly ChartRow[], metrics: readonly ChartMetric[]): number[] {
  return rows.flatMap((row) => {
    const heights = new Map<string, number>();
    for (const metric of metrics) {
      const value = rowValue(row, metric.key);
      if (value === null) continue;
      const place = metric.stack ? `stack ${metric.stack}` : metric.key;
      heights.set(place, (heights.get(place) ?? 0) + value);
    }
    return [...heights.values()];
  });
}
