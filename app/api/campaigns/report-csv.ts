import type { z } from "zod";
import { metricsSchema } from "@/lib/contracts/metrics";
import { csv } from "@/lib/http/answers";

type Cell = string | number | null;

/**
 * A report's rows as a CSV file, without totals: what a row is about, then its metrics, in the order of
 * the contract; an empty report is its header line. It is named for the first and last day of its
 * range in its zone.
 */
export function reportCsv<Row extends Record<string, Cell>>(
  name: string,
  rowSchema: z.ZodObject,
  report: { rows: Row[]; from: string; to: string; timeZone: string },
): Response {
  const metrics = Object.keys(metricsSchema.shape);
  const about = Object.keys(rowSchema.shape).filter((column) => !metrics.includes(column));
  return csv(csvName(name, report), report.rows, [...about, ...metrics]);
}

/** What a report's file is called: for the first and last day of its range in its zone. */
export function csvName(name: string, report: { from: string; to: string; timeZone: string }): string {
  // Swedish writes dates as ISO 8601 does
  const days = new Intl.DateTimeFormat("sv", { timeZone: report.timeZone });
  return `${name}-${days.format(Date.parse(report.from))}-${days.format(Date.parse(report.to) - 1)}.csv`;
}
