import { formatCount, formatInteger, formatMoney, formatPercent, formatRatio } from "@/components/ui/format";
import { StatGrid } from "@/components/ui/stat-grid";
import { StatTile } from "@/components/ui/stat-tile";
import type { CampaignList } from "@/lib/contracts/reports";

type CampaignTotalsProps = {
  /** Undefined until the first answer. */
  totals: CampaignList["totals"] | undefined;
  currency: string | null;
};

/** The sums over all campaigns of the list. */
export function CampaignTotals({ totals, currency }: CampaignTotalsProps) {
  const loading = totals === undefined;
  const money = (micros: number | null | undefined) =>
    currency ? formatMoney(micros, currency, { compact: true }) : "–";
  const several = !loading && currency === null ? "several currencies" : undefined;
  return (
    <StatGrid>
      <StatTile
        label="Impressions"
        value={formatInteger(totals?.impressions)}
        hint={`${formatInteger(totals?.filtered)} invalid left out`}
        loading={loading}
      />
      <StatTile
        label="Clicks"
        value={formatInteger(totals?.clicks)}
        hint={`CTR ${formatPercent(totals?.ctr)}`}
        loading={loading}
      />
      <StatTile
        label="Conversions"
        value={formatCount(totals?.conversions)}
        hint={`CVR ${formatPercent(totals?.cvr)}`}
        explain="Conversions with an impression or click inside their campaign's attribution windows."
        loading={loading}
      />
      <StatTile
        label="Cost"
        value={money(totals?.costMicros)}
        hint={several ?? `CPM ${money(totals?.cpmMicros)}`}
        loading={loading}
      />
      <StatTile
        label="Revenue"
        value={money(totals?.revenueMicros)}
        hint={several ?? `ROAS ${formatRatio(totals?.roas)}`}
        loading={loading}
      />
    </StatGrid>
  );
}
