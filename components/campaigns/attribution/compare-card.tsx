"use client";

import { DownloadLink } from "@/components/campaigns/download-link";
import { QueryCard } from "@/components/campaigns/query-card";
import { reportPath } from "@/components/campaigns/report-path";
import { useAttribution } from "@/components/campaigns/report-queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { modelLabel, modelWords } from "@/components/ui/model-words";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { CompareControls } from "./compare-controls";
import { CompareTable } from "./compare-table";
import type { AttributionControls } from "./use-attribution-controls";

type CompareCardProps = { scope: ReportScope; controls: AttributionControls };

/** The same conversions, shared out by two models. */
export function CompareCard({ scope, controls }: CompareCardProps) {
  const { by, figure, left, right } = controls;
  const query = useAttribution(scope, { groupBy: by, models: [...new Set([left, right])] });
  const { campaignId, dates, traffic } = scope;
  const own = left === scope.model ? " (the campaign’s own)" : "";
  return (
    <QueryCard
      query={query}
      title="Two models side by side"
      description={`${modelLabel(left)}${own}: ${modelWords[left].hint}. ${modelLabel(right)}: ${modelWords[right].hint}. Both share out the same conversions: only where they count differs.`}
      failed="The models could not be compared"
      skeleton={<SkeletonTable label="Models" rows={6} columns={4} />}
      actions={
        <DownloadLink
          what="the comparison"
          href={reportPath(campaignId, "attribution", { ...dates, traffic, groupBy: by, format: "csv" })}
        />
      }
    >
      {(attribution) => (
        <>
          <CompareControls controls={controls} />
          <CompareTable
            label="Two models"
            attribution={attribution}
            by={by}
            figure={figure}
            currency={scope.currency}
            sides={[
              { model: left, as: "stored" },
              { model: right, as: "stored" },
            ]}
            headings={[modelLabel(left), modelLabel(right)]}
          />
        </>
      )}
    </QueryCard>
  );
}
