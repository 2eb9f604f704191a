import { formatCount, formatInteger, formatMoney, formatPercent, formatRatio } from "@/components/ui/format";
import { relativeChange } from "@/components/ui/relative-change";
import { StatGrid } from "@/components/ui/stat-grid";
import { StatTile } from "@/components/ui/stat-tile";
import type { ListTotals } from "./sum-rows";

type CampaignTotalsProps = {
  /** Undefined until the first answer. */
  totals: ListTotals | undefined;
  /** Of the period before, of the same campaigns; undefined until it is known. */
  earlier: ListTotals | undefined;
};

/** The sums over the campaigns that the list shows, with their change against the period before. */
export function CampaignTotals({ totals, earlier }: CampaignTotalsProps) {
  const loading = totals === undefined;
  const currency = totals?.currency ?? null;
  const money = (micros: number | null | undefined) =>
    currency ? formatMoney(micros, currency, { compact: true }) : "–";
  const several = totals && currency === null && totals.impressions > 0 ? "several currencies" : undefined;
  const change = (key: "impressions" | "clicks" | "conversions" | "costMicros" | "revenueMicros") => ({
    value: relativeChange(totals?.[key], earlier?.[key]),
    better: key === "costMicros" ? ("neither" as const) : ("up" as const),
  });
  return (
    <StatGrid>
      <StatTile
        label="Spend"
        value={money(totals?.costMicros)}
        change={change("costMicros")}
        hint={several ?? `CPM ${money(totals?.cpmMicros)}`}
        loading={loading}
      />
      <StatTile
        label="Impressions"
        value={formatInteger(totals?.impressions)}
        change={change("impressions")}
        hint={`${formatInteger(totals?.filtered)} invalid left out`}
        loading={loading}
      />
      <StatTile
        label="Clicks"
        value={formatInteger(totals?.clicks)}
        change={change("clicks")}
        hint={`CTR ${formatPercent(totals?.ctr)}`}
        loading={loading}
      />
      <StatTile
        label="Conversions"
        value={formatCount(totals?.conversions)}
        change={change("conversions")}
        hint={`CVR ${formatPercent(totals?.cvr)}`}
        explain="Conversions with an impression or click inside their campaign's attribution windows."
        loading={loading}
      />
      <StatTile
        label="Revenue"
        value={money(totals?.revenueMicros)}
        change={change("revenueMicros")}
        hint={several ?? `ROAS ${formatRatio(totals?.roas)}`}
        loading={loading}
      />
    </StatGrid>
  );
}
