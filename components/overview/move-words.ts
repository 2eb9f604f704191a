import { formatCount, formatInteger, formatMoney, formatPercent } from "@/components/ui/format";
import type { Move } from "@/lib/contracts/overview";

const names: Record<Move["metric"], string> = {
  impressions: "Impressions",
  clicks: "Clicks",
  conversions: "Conversions",
  costMicros: "Spend",
};

/** "Clicks fell by 42%": what moved, which way and how far. */
export function moveHeadline({ metric, now, usual }: Move): string {
  const change = (now - usual) / usual;
  if (now === 0) return `${names[metric]} stopped`;
  const verb = change < 0 ? "fell" : "rose";
  if (change > 2) return `${names[metric]} rose to ${formatCount(Math.round((now / usual) * 10) / 10)} times the usual`;
  return `${names[metric]} ${verb} by ${formatPercent(Math.abs(change), { digits: 0 })}`;
}

/** "18 instead of about 31 a day" */
export function moveDetail({ metric, now, usual, currency }: Move): string {
  const show = (value: number) => {
    if (metric === "costMicros") return formatMoney(value, currency);
    return metric === "conversions" ? formatCount(Math.round(value * 10) / 10) : formatInteger(value);
  };
  return `${show(now)} instead of about ${show(usual)} a day`;
}

/** Whether the move is good news; null where more is neither (spend). */
export function isGood({ metric, now, usual }: Move): boolean | null {
  return metric === "costMicros" ? null : now > usual;
}
