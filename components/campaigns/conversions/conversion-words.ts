import { daysText } from "@/components/campaigns/signed";
import type { Tone } from "@/components/ui/badge";
import { modelLabel } from "@/components/ui/model-words";
import type { ConversionDetail, ConversionState, NoCredit } from "@/lib/contracts/conversions";

export const stateWords: Record<ConversionState, { label: string; tone: Tone }> = {
  credited: { label: "credited", tone: "success" },
  unattributed: { label: "unattributed", tone: "neutral" },
  repeated_order: { label: "repeated order", tone: "warning" },
  pending: { label: "being worked out", tone: "info" },
};

type Windows = Pick<ConversionDetail, "clickWindowDays" | "viewWindowDays">;

/** What became of a conversion, in one or two sentences. */
export function conversionText(conversion: ConversionDetail): string {
  const { state, model, touches } = conversion;
  if (state === "repeated_order")
    return "Another conversion of the same order counts; this one is kept, and worth nothing in every model.";
  if (state === "pending") return "It is stored, and its credits are being worked out: some seconds more.";
  if (state === "unattributed")
    return `No valid click in the ${daysText(conversion.clickWindowDays)} before it and no valid view in the ${daysText(conversion.viewWindowDays)} before it: no model credits it.`;
  const credited = touches.filter(({ credits }) =>
    credits.some((credit) => credit.model === model && credit.creditMicros > 0),
  );
  const kind = credited[0]?.kind ?? "click";
  const noun = credited.length === 1 ? kind : `${kind}s`;
  return `${modelLabel(model)}, the campaign’s own model, credits ${credited.length} ${noun}.`;
}

/** Why touches have no credit, in a sentence that tells the rule. */
export function noCreditText(why: NoCredit, windows: Windows): string {
  switch (why) {
    case "invalid_traffic":
      return "Invalid traffic: no model credits it.";
    case "after_conversion":
      return "It came after the conversion.";
    case "outside_click_window":
      return `Older than the click window of ${daysText(windows.clickWindowDays)}.`;
    case "outside_view_window":
      return `Older than the view window of ${daysText(windows.viewWindowDays)}.`;
    case "click_preferred":
      return "A view, and there is a click inside its window: views count only where there is no click.";
    case "beyond_limit":
      return "There are 50 later ones of its kind, and no more are considered.";
    case "repeated_order":
      return "The whole order counts with another conversion.";
    case "not_last":
      return "Considered, but last touch credits the last one only.";
    case "not_first":
      return "Considered, but first touch credits the first one only.";
    case "below_precision":
      return "Considered, but its part is less than a millionth.";
    case "pending":
      return "It would have credit now; the stored credits are being worked out again.";
  }
}

/** "3 d 4 h before", "12 s after". */
export function ageText(ageSeconds: number): string {
  const seconds = Math.abs(Math.round(ageSeconds));
  const side = ageSeconds < 0 ? "after" : "before";
  if (seconds === 0) return "at the same moment";
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor((seconds % 86_400) / 3_600),
    Math.floor((seconds % 3_600) / 60),
  ];
  if (days > 0) return `${days} d${hours > 0 ? ` ${hours} h` : ""} ${side}`;
  if (hours > 0) return `${hours} h${minutes > 0 ? ` ${minutes} min` : ""} ${side}`;
  if (minutes > 0) return `${minutes} min${seconds % 60 > 0 && minutes < 10 ? ` ${seconds % 60} s` : ""} ${side}`;
  return `${seconds} s ${side}`;
}

/** "6 hours", "3 days": an edge of the steps of lag. */
export function hoursText(hours: number): string {
  if (hours < 24) return `${hours} ${hours === 1 ? "hour" : "hours"}`;
  return daysText(Math.round(hours / 24));
}
