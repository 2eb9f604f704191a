import { formatCount, formatInteger, formatMoney, formatPercent, formatRatio } from "@/components/ui/format";
import { StatGrid } from "@/components/ui/stat-grid";
import { StatTile } from "@/components/ui/stat-tile";
import type { Metrics } from "@/lib/contracts/metrics";

type PerformanceTotalsProps = { totals: Metrics | undefined; currency: string; traffic: "net" | "gross" };

/** The figures of the range, each with what it is made of. */
export function PerformanceTotals({ totals, currency, traffic }: PerformanceTotalsProps) {
  const loading = totals === undefined;
  const money = (micros: number | null | undefined) => formatMoney(micros, currency);
  const invalid = formatInteger(totals?.filtered);
  return (
    <StatGrid columns={4}>
      <StatTile
        metric="impressions"
        label="Impressions"
        value={formatInteger(totals?.impressions)}
        hint={traffic === "net" ? `${invalid} invalid events left out` : `${invalid} invalid events counted`}
        loading={loading}
      />
      <StatTile
        label="Reach"
        value={formatInteger(totals?.reach)}
        hint={`frequency ${formatCount(totals?.frequency)}`}
        explain="Different users with at least one impression in the range."
        loading={loading}
      />
      <StatTile
        label="Clicks"
        value={formatInteger(totals?.clicks)}
        hint={`CTR ${formatPercent(totals?.ctr)} · ${formatInteger(totals?.orphanClicks)} without impression`}
        loading={loading}
      />
      <StatTile
        label="Conversions"
        value={formatCount(totals?.conversions)}
        hint={`${formatCount(totals?.postClickConversions)} click · ${formatCount(totals?.postViewConversions)} view · ${formatInteger(totals?.unattributedConversions)} unattributed`}
        explain="Credited to this campaign's clicks (post-click), or without one to its impressions (post-view). Unattributed ones had no touch inside the attribution windows and are not part of the figure."
        loading={loading}
      />
      <StatTile
        label="Cost"
        value={money(totals?.costMicros)}
        hint={`CPM ${money(totals?.cpmMicros)}`}
        loading={loading}
      />
      <StatTile
        label="Cost per conversion"
        value={money(totals?.cpaMicros)}
        hint={`CPC ${money(totals?.cpcMicros)} · CVR ${formatPercent(totals?.cvr)}`}
        loading={loading}
      />
      <StatTile
        label="Revenue"
        value={money(totals?.revenueMicros)}
        hint={`ROAS ${formatRatio(totals?.roas)}`}
        loading={loading}
      />
      <StatTile
        label="Bid requests"
        value={formatInteger(totals?.bidRequests)}
        hint={`win rate ${formatPercent(totals?.winRate)}`}
        loading={loading}
      />
    </StatGrid>
  );
}
