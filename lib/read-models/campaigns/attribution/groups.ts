import type { Credit } from "@/lib/attribution/journey";
import type { AttributionQuery } from "@/lib/contracts/attribution";
import type { Dimension } from "@/lib/read-models/campaigns/dimension";
import { cutIntoBuckets } from "@/lib/read-models/campaigns/report-buckets";
import type { ReportRange } from "@/lib/read-models/campaigns/resolve-range";

type GroupBy = AttributionQuery["groupBy"];

/** How a report is taken apart. Days are counted from 0 and named by their date in the report's zone. */
export interface Groups {
  /** Which aggregate is read; over any of them sums without a breakdown are the same. */
  dimension: Dimension;
  /** Bounds in epoch milliseconds: of the days, or of the range. */
  edges: number[];
  /** In their order; null where rows are told apart by the dimension. */
  days: string[] | null;
  /** The group of a credit, whose time lies in the range. */
  of(credit: Pick<Credit, "at" | "creativeId" | "site" | "device" | "country">): string;
}

const fields = { creative: "creativeId", site: "site", device: "device", country: "country" } as const;

/** @throws AppError `invalid_request` for more days than a report may have */
export function groupsOf(groupBy: GroupBy, range: ReportRange, timeZone: string): Groups {
  if (groupBy !== "day") {
    const field = fields[groupBy];
    return { dimension: groupBy, edges: [range.from, range.to], days: null, of: (credit) => credit[field] };
  }
  const { starts, edges } = cutIntoBuckets(range, "day", timeZone);
  // Swedish writes dates as ISO 8601 does
  const format = new Intl.DateTimeFormat("sv", { timeZone });
  const days = starts.map((start) => format.format(start));
  return { dimension: "device", edges, days, of: (credit) => days[bucketOf(credit.at, edges)] ?? "" };
}

/** The last bucket that begins not later than the instant. */
function bucketOf(at: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low;
}
