import { attributionModelSchema } from "@/lib/contracts/catalog";
import type { ReportFilter } from "@/lib/contracts/reports";

const dayMs = 86_400_000;

export type ReportBucket = "15m" | "hour" | "day";
/** The campaign's own attribution model, or one that everything is shown by. */
export const reportModels = ["campaign", ...attributionModelSchema.options] as const;
export type ReportModel = (typeof reportModels)[number];

export const bucketWords: Record<ReportBucket, string> = { "15m": "quarter hour", hour: "hour", day: "day" };

/** The buckets that a range can be shown by and still be read, the fitting one first. */
export function bucketsFor({ from, to }: { from: string; to: string }): [ReportBucket, ...ReportBucket[]] {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days <= 1) return ["hour", "15m"];
  if (days <= 3) return ["hour", "15m", "day"];
  return days <= 31 ? ["day", "hour"] : ["day"];
}

const dimensions = ["creative", "site", "device", "country"] as const;

/** `site:example.com` of the address; null where it names no dimension. */
export function readFilter(text: string | null): ReportFilter | null {
  const dimension = dimensions.find((each) => text?.startsWith(`${each}:`));
  const value = dimension && text?.slice(dimension.length + 1);
  return dimension && value ? { dimension, value } : null;
}

/** The filter as the address and the API write it. */
export function writeFilter(filter: ReportFilter): string {
  return `${filter.dimension}:${filter.value}`;
}
