import { formatInteger } from "@/components/ui/format";

/** Counts by table, the largest first, without what is zero: "120 impression, 4 click". */
export function countsText(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .map(([table, count]) => `${formatInteger(count)} ${table.replaceAll("_", " ")}`)
    .join(", ");
}
