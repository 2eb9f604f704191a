import type { PerformanceParams } from "@/components/campaigns/queries";
import { Card, CardContent } from "@/components/ui/card";
import type { ReportFilter } from "@/lib/contracts/reports";
import { BreakdownCard } from "./breakdown-card";

type Dimension = ReportFilter["dimension"];

type BreakdownsProps = {
  campaignId: string;
  params: PerformanceParams;
  compared: { from: string; to: string } | null;
  filter: ReportFilter | null;
  onFilter: (filter: ReportFilter) => void;
};

const cards: readonly { dimension: Dimension; title: string }[] = [
  { dimension: "creative", title: "By creative" },
  { dimension: "site", title: "By site" },
  { dimension: "device", title: "By device" },
  { dimension: "country", title: "By country" },
];

/** The campaign by each dimension. Of a part only its own dimension is shown: no two are counted together. */
export function Breakdowns({ filter, ...rest }: BreakdownsProps) {
  const shown = filter ? cards.filter(({ dimension }) => dimension === filter.dimension) : cards;
  return (
    <div className="mt-6 grid gap-6">
      {shown.map(({ dimension, title }) => (
        <BreakdownCard key={dimension} dimension={dimension} title={title} {...rest} />
      ))}
      {filter && (
        <Card>
          <CardContent className="text-muted-foreground text-sm">
            Figures are kept by creative, by site, by device and by country, each for itself. Show the whole campaign to
            see the others.
          </CardContent>
        </Card>
      )}
    </div>
  );
}
