import { formatPercent } from "@/components/ui/format";
import { formatCalendarDate } from "@/components/ui/format-time";
import type { StatusTone } from "@/components/ui/status-dot";
import type { Need } from "@/lib/contracts/overview";

interface NeedWords {
  tone: StatusTone;
  /** What is the matter. */
  text: string;
  href: string;
}

/** What a need is called, how grave it looks, and where something can be done about it. */
export function needWords(need: Need): NeedWords {
  switch (need.kind) {
    case "incident":
      return {
        tone: need.severity === "critical" ? "danger" : "warning",
        text: need.title,
        href: `/alerts/${encodeURIComponent(need.alertId)}`,
      };
    case "silent":
      return { tone: "danger", text: "no impressions since the day before yesterday", href: pageOf(need, "range=7d") };
    case "pacing":
      return { tone: "danger", text: paceText(need), href: pageOf(need, "tab=delivery") };
    case "ending":
      return { tone: "info", text: `ends ${formatCalendarDate(need.endsOn)}`, href: pageOf(need, "tab=delivery") };
  }
}

function paceText({ state, pace }: Need & { kind: "pacing" }): string {
  if (state === "exhausted" || pace === null) return "its budget is spent before the flight is over";
  const by = formatPercent(Math.abs(pace - 1), { digits: 0 });
  return pace > 1 ? `spends ${by} faster than evenly` : `is ${by} behind an even spread`;
}

function pageOf({ campaignId }: { campaignId: string }, query: string): string {
  return `/campaigns/${encodeURIComponent(campaignId)}?${query}`;
}
