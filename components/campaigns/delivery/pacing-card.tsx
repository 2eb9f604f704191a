"use client";

import { QueryCard } from "@/components/campaigns/query-card";
import { usePacing } from "@/components/campaigns/report-queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { CardContent } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusDot } from "@/components/ui/status-dot";
import { PacingChart } from "./pacing-chart";
import { PacingFigures } from "./pacing-figures";
import { pacingStates, pacingText } from "./pacing-words";

/** The budget over the whole flight, whatever range the page shows. */
export function PacingCard({ scope }: { scope: ReportScope }) {
  const query = usePacing(scope.campaignId);
  const state = query.data && pacingStates[query.data.state];
  return (
    <QueryCard
      query={query}
      title="Budget and pacing"
      description="Over the whole flight, whatever range the page shows: net cost in the campaign’s own model."
      actions={state && <StatusDot tone={state.tone}>{state.label}</StatusDot>}
      failed="The pacing could not be loaded"
      skeleton={<PacingSkeleton />}
    >
      {(pacing) => (
        <CardContent>
          <p className="mb-4 text-pretty text-sm" data-testid="pacing-text">
            {pacingText(pacing)}
          </p>
          <PacingFigures pacing={pacing} />
          <PacingChart pacing={pacing} />
        </CardContent>
      )}
    </QueryCard>
  );
}

function PacingSkeleton() {
  return (
    <CardContent role="status" aria-label="Loading the pacing" aria-busy>
      <Skeleton className="mb-4 h-5 w-2/3" />
      <div className="grid grid-cols-2 gap-4 md:grid-cols-4">
        {["spent", "even", "needed", "projected"].map((key) => (
          <Skeleton key={key} className="h-16" />
        ))}
      </div>
      <Skeleton className="mt-6 h-[220px]" />
    </CardContent>
  );
}
