import { type OpenMetric, openedFigures } from "@/components/campaigns/explain-metrics";
import { formatCount, formatInteger } from "@/components/ui/format";
import { StatGrid } from "@/components/ui/stat-grid";
import { StatTile } from "@/components/ui/stat-tile";
import type { Metrics } from "@/lib/contracts/metrics";
import { HintFigure } from "./hint-figure";

type PerformanceTotalsProps = {
  totals: Metrics | undefined;
  currency: string;
  traffic: "net" | "gross";
  /** Opens where a figure comes from. */
  onOpen: (metric: OpenMetric) => void;
};

/** The figures of the range, each with what it is made of; every one of them opens. */
export function PerformanceTotals({ totals, currency, traffic, onOpen }: PerformanceTotalsProps) {
  const invalid = formatInteger(totals?.filtered);
  const tile = (metric: OpenMetric) => ({
    metric,
    label: openedFigures[metric].label,
    value: totals && openedFigures[metric].show(totals, currency),
    loading: totals === undefined,
    onOpen: () => onOpen(metric),
    openLabel: "where this figure comes from",
  });
  const hint = (metric: OpenMetric, name?: string) =>
    totals && (
      <HintFigure
        metric={metric}
        name={name ?? openedFigures[metric].label}
        value={openedFigures[metric].show(totals, currency)}
        onOpen={onOpen}
      />
    );
  return (
    <StatGrid columns={4}>
      <StatTile
        {...tile("impressions")}
        hint={traffic === "net" ? `${invalid} invalid events left out` : `${invalid} invalid events counted`}
      />
      <StatTile
        {...tile("reach")}
        hint={hint("frequency", "frequency")}
        explain="Different users with at least one impression in the range."
      />
      <StatTile
        {...tile("clicks")}
        hint={
          <>
            {hint("ctr")} · {formatInteger(totals?.orphanClicks)} without impression
          </>
        }
      />
      <StatTile
        {...tile("conversions")}
        hint={`${formatCount(totals?.postClickConversions)} click · ${formatCount(totals?.postViewConversions)} view · ${formatInteger(totals?.unattributedConversions)} unattributed`}
        explain="Credited to this campaign's clicks (post-click), or without one to its impressions (post-view). Unattributed ones had no touch inside the attribution windows and are not part of the figure."
      />
      <StatTile {...tile("cost")} hint={hint("cpm")} />
      <StatTile
        {...tile("cpa")}
        hint={
          <>
            {hint("cpc")} · {hint("cvr")}
          </>
        }
      />
      <StatTile {...tile("revenue")} hint={hint("roas")} />
      <StatTile {...tile("bidRequests")} hint={hint("winRate", "win rate")} />
    </StatGrid>
  );
}
