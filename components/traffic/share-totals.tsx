import { formatInteger, formatPercent } from "@/components/ui/format";
import { StatGrid } from "@/components/ui/stat-grid";
import { StatTile } from "@/components/ui/stat-tile";
import type { TrafficShares } from "@/lib/contracts/traffic";
import { byCategory, shareOf } from "./share-figures";

/** How much of the range is invalid, and how it was found; undefined until the first answer. */
export function ShareTotals({ shares }: { shares: TrafficShares | undefined }) {
  const loading = shares === undefined;
  const totals = shares?.totals;
  const found = byCategory(shares?.rows ?? []);
  const of = (invalid: number | undefined, all: number | undefined) =>
    `${formatInteger(invalid)} of ${formatInteger(all)}`;
  return (
    <StatGrid columns={4}>
      <StatTile
        metric="invalid-impressions"
        label="Invalid impressions"
        value={totals && formatPercent(shareOf(totals.invalidImpressions, totals.impressions))}
        hint={of(totals?.invalidImpressions, totals?.impressions)}
        loading={loading}
      />
      <StatTile
        metric="invalid-clicks"
        label="Invalid clicks"
        value={totals && formatPercent(shareOf(totals.invalidClicks, totals.clicks))}
        hint={of(totals?.invalidClicks, totals?.clicks)}
        loading={loading}
      />
      <StatTile
        label="General"
        value={formatInteger(found.general)}
        hint="found by lists and limits"
        explain="MRC: general invalid traffic is found by routine filtration, such as lists of crawlers and data centres, and simple limits."
        loading={loading}
      />
      <StatTile
        label="Sophisticated"
        value={formatInteger(found.sophisticated)}
        hint="found by analysis"
        explain="MRC: sophisticated invalid traffic needs analysis over several events, or knowledge of the placement."
        loading={loading}
      />
    </StatGrid>
  );
}
