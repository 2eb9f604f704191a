import type { Tone } from "@/components/ui/badge";
import { formatCompact, formatDuration, formatPercent, NO_VALUE } from "@/components/ui/format";
import type { StatusTone } from "@/components/ui/status-dot";
import type { Alert } from "@/lib/contracts/alerts";

export const severityTones: Record<Alert["severity"], Tone> = { critical: "danger", warning: "warning", info: "info" };
export const stateTones: Record<Alert["state"], StatusTone> = {
  open: "danger",
  acknowledged: "warning",
  snoozed: "info",
  resolved: "success",
};

/** A figure of an alert in the unit that its metric's name tells. */
export function formatObserved(metric: string, value: number | null): string {
  if (value === null) return NO_VALUE;
  if (metric.endsWith("Ms")) return formatDuration(value);
  if (metric.endsWith("Seconds")) return formatDuration(value * 1000);
  if (/rate$/i.test(metric) || metric === "ctr" || metric === "cvr") return formatPercent(value);
  return formatCompact(value);
}

/** `rejectRate` → "Reject rate", `lagMs` → "Lag". */
export function metricName(metric: string): string {
  const words = metric
    .replace(/(Ms|Seconds|Micros)$/, "")
    .replaceAll("_", " ")
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.replace(/^./, (letter) => letter.toUpperCase());
}

/** A fact of the evidence as text: a list has a line an entry, an object its parts with their names. */
export function factText(value: unknown): string {
  if (Array.isArray(value)) return value.map(factText).join("\n");
  if (typeof value !== "object" || value === null) return String(value ?? NO_VALUE);
  return Object.entries(value)
    .map(([name, part]) => `${name} ${factText(part)}`)
    .join(", ");
}
