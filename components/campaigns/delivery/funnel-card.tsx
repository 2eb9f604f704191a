"use client";

import { DownloadLink } from "@/components/campaigns/download-link";
import { QueryCard } from "@/components/campaigns/query-card";
import { reportPath } from "@/components/campaigns/report-path";
import { useFunnel } from "@/components/campaigns/report-queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { CardContent } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { useUrlState } from "@/components/ui/use-url-state";
import { FunnelStepRow } from "./funnel-step";

/** From the bid request to the conversion; each step opens to say what was lost before it, and came from elsewhere. */
export function FunnelCard({ scope }: { scope: ReportScope }) {
  const url = useUrlState();
  const query = useFunnel(scope);
  const opened = url.get("step");
  const { campaignId, dates, traffic } = scope;
  return (
    <QueryCard
      query={query}
      title="Funnel"
      description={`By the time of each event, ${traffic}. A step opens with its reasons.`}
      failed="The funnel could not be loaded"
      skeleton={<FunnelSkeleton />}
      actions={
        <DownloadLink what="the funnel" href={reportPath(campaignId, "funnel", { ...dates, traffic, format: "csv" })} />
      }
    >
      {({ steps }) => {
        const largest = Math.max(0, ...steps.map((step) => step.count));
        return (
          <ol className="border-t">
            {steps.map((step) => (
              <FunnelStepRow
                key={step.step}
                step={step}
                width={largest > 0 ? step.count / largest : 0}
                open={opened === step.step}
                onToggle={() => url.set({ step: opened === step.step ? null : step.step })}
              />
            ))}
          </ol>
        );
      }}
    </QueryCard>
  );
}

function FunnelSkeleton() {
  return (
    <CardContent role="status" aria-label="Loading the funnel" aria-busy className="flex flex-col gap-4">
      {["bids", "wins", "impressions", "viewable", "clicks", "conversions"].map((key) => (
        <Skeleton key={key} className="h-12" />
      ))}
    </CardContent>
  );
}
