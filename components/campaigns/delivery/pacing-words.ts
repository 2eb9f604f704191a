import { formatMoney, formatPercent } from "@/components/ui/format";
import type { StatusTone } from "@/components/ui/status-dot";
import type { Pacing } from "@/lib/contracts/pacing";

type PacingState = Pacing["state"];

export const pacingStates: Record<PacingState, { label: string; tone: StatusTone }> = {
  no_budget: { label: "no budget", tone: "neutral" },
  no_flight: { label: "no flight", tone: "neutral" },
  not_started: { label: "not started", tone: "info" },
  on_pace: { label: "on pace", tone: "success" },
  ahead: { label: "ahead", tone: "warning" },
  behind: { label: "behind", tone: "warning" },
  exhausted: { label: "spent", tone: "danger" },
  ended: { label: "ended", tone: "neutral" },
};

/** The state of the budget in one sentence. */
export function pacingText(pacing: Pacing): string {
  const money = (micros: number | null) => formatMoney(micros, pacing.currency);
  const { state, pace, remainingMicros, projectedMicros, budgetMicros } = pacing;
  switch (state) {
    case "no_budget":
      return "The campaign has no budget in the catalogue, so there is nothing to spend evenly. Set budgetMicros.";
    case "no_flight":
      return "The campaign has no first or last day in the catalogue, so nobody knows over which days to spread its budget. Set startsOn and endsOn.";
    case "not_started":
      return `The flight has not begun; ${money(budgetMicros)} are to be spent.`;
    case "exhausted":
      return "The budget is spent before the flight is over.";
    case "ended":
      return remainingMicros !== null && remainingMicros > 0
        ? `The flight is over, and ${money(remainingMicros)} were not spent.`
        : "The flight is over, and the budget is spent.";
    default: {
      const share = pace === null ? "" : `${formatPercent(pace, { digits: 0 })} of an even spread is spent. `;
      return `${share}${projectionText(projectedMicros, budgetMicros, money)}`;
    }
  }
}

function projectionText(
  projected: number | null,
  budget: number | null,
  money: (micros: number | null) => string,
): string {
  if (projected === null || budget === null) return "";
  const off = projected - budget;
  if (Math.abs(off) <= budget * 0.02) return "At the pace of the last days the budget ends with the flight.";
  return off > 0
    ? `At the pace of the last days the budget is gone before the end: ${money(off)} too much.`
    : `At the pace of the last days ${money(-off)} are left over at the end.`;
}
