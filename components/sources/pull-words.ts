import type { IngestKind } from "@/lib/contracts/kinds";
import type { PullLocation } from "@/lib/contracts/pull";

export const kindOptions: readonly { value: IngestKind; label: string }[] = [
  { value: "impressions", label: "Impressions" },
  { value: "clicks", label: "Clicks" },
  { value: "conversions", label: "Conversions" },
  { value: "interactions", label: "Clicks and conversions" },
  { value: "bid-requests", label: "Bid requests" },
];

export const everyOptions = [
  { value: "60", label: "every minute" },
  { value: "300", label: "every 5 minutes" },
  { value: "3600", label: "every hour" },
  { value: "21600", label: "every 6 hours" },
  { value: "86400", label: "every day" },
] as const;

/** Where files come from, in one line. */
export function locationText(location: PullLocation): string {
  if (location.type === "folder") return location.path;
  return `s3://${location.bucket}/${location.prefix}`;
}
