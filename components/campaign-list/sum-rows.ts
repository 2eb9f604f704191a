import type { CampaignRow } from "@/lib/contracts/reports";

const added = [
  "impressions",
  "clicks",
  "conversions",
  "costMicros",
  "revenueMicros",
  "bidRequests",
  "filtered",
] as const;

/** The sums over some campaigns. Money is null over several currencies; people cannot be added up. */
export type ListTotals = Record<Exclude<(typeof added)[number], "costMicros" | "revenueMicros">, number> & {
  costMicros: number | null;
  revenueMicros: number | null;
  ctr: number | null;
  cvr: number | null;
  cpmMicros: number | null;
  cpaMicros: number | null;
  roas: number | null;
  /** Null where there are several, or no campaign. */
  currency: string | null;
};

/** Adds up what the list shows, with ratios of the sums. */
export function sumRows(rows: readonly CampaignRow[]): ListTotals {
  const sum = (key: (typeof added)[number]) => rows.reduce((total, row) => total + row[key], 0);
  const sums = Object.fromEntries(added.map((key) => [key, sum(key)])) as Record<(typeof added)[number], number>;
  const currencies = new Set(rows.map((row) => row.currency));
  const currency = currencies.size === 1 ? ([...currencies][0] ?? null) : null;
  const money = (micros: number | null) => (currency === null ? null : micros);
  return {
    ...sums,
    ctr: over(sums.clicks, sums.impressions),
    cvr: over(sums.conversions, sums.clicks),
    costMicros: money(sums.costMicros),
    revenueMicros: money(sums.revenueMicros),
    cpmMicros: money(over(sums.costMicros * 1000, sums.impressions)),
    cpaMicros: money(over(sums.costMicros, sums.conversions)),
    roas: money(over(sums.revenueMicros, sums.costMicros)),
    currency,
  };
}

function over(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
