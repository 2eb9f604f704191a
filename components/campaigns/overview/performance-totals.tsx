import { type OpenMetric, openedFigures } from "@/components/campaigns/explain-metrics";
import type { ChangeProps } from "@/components/ui/change";
import { formatCount, formatInteger } from "@/components/ui/format";
import { relativeChange } from "@/components/ui/relative-change";
import { StatGrid } from "@/components/ui/stat-grid";
import { StatTile } from "@/components/ui/stat-tile";
import type { Metrics } from "@/lib/contracts/metrics";
import { HintFigure } from "./hint-figure";

type PerformanceTotalsProps = {
  totals: Metrics | undefined;
  /** Of the period that is compared with; undefined until it is known. */
  earlier: Metrics | undefined;
  /** "the period before"; null where nothing is compared. */
  comparedWith: string | null;
  currency: string;
  traffic: "net" | "gross";
  /** Opens where a figure comes from; without it figures do not open. */
  onOpen?: ((metric: OpenMetric) => void) | undefined;
};

const sizes = {
  impressions: { key: "impressions", better: "up" },
  reach: { key: "reach", better: "up" },
  clicks: { key: "clicks", better: "up" },
  conversions: { key: "conversions", better: "up" },
  cost: { key: "costMicros", better: "neither" },
  cpa: { key: "cpaMicros", better: "down" },
  revenue: { key: "revenueMicros", better: "up" },
  bidRequests: { key: "bidRequests", better: "neither" },
} as const satisfies Partial<Record<OpenMetric, { key: keyof Metrics; better: ChangeProps["better"] }>>;

/** The figures of the range, each with what it is made of and how it changed; every one of them opens. */
export function PerformanceTotals(props: PerformanceTotalsProps) {
  const { totals, earlier, comparedWith, currency, traffic, onOpen } = props;
  const invalid = formatInteger(totals?.filtered);
  const tile = (metric: keyof typeof sizes) => ({
    metric,
    label: openedFigures[metric].label,
    value: totals && openedFigures[metric].show(totals, currency),
    loading: totals === undefined,
    ...(onOpen && { onOpen: () => onOpen(metric) }),
    openLabel: "where this figure comes from",
    ...(comparedWith !== null && {
      change: {
        value: relativeChange(totals?.[sizes[metric].key], earlier?.[sizes[metric].key]),
        better: sizes[metric].better,
        comparedWith,
        before: earlier && openedFigures[metric].show(earlier, currency),
      },
    }),
  });
  const hint = (metric: OpenMetric, name?: string) => {
    if (!totals) return undefined;
    const [label, value] = [name ?? openedFigures[metric].label, openedFigures[metric].show(totals, currency)];
    if (!onOpen) return `${label} ${value}`;
    return <HintFigure metric={metric} name={label} value={value} onOpen={onOpen} />;
  };
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
