"use client";

import { useAttribution } from "@/components/campaigns/report-queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { Callout } from "@/components/ui/callout";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { modelLabel } from "@/components/ui/model-words";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { StaleVeil } from "@/components/ui/stale-veil";
import type { Attribution } from "@/lib/contracts/attribution";
import type { AttributionControls } from "./use-attribution-controls";
import { WhatIfForm } from "./what-if-form";
import { WhatIfResult } from "./what-if-result";

type WhatIfCardProps = { scope: ReportScope; controls: AttributionControls };

/** What the range's conversions would be credited to if the campaign's windows were others. */
export function WhatIfCard({ scope, controls }: WhatIfCardProps) {
  const { by, left, windows } = controls;
  const stored = useAttribution(scope, { groupBy: by, models: [...new Set([left, controls.right])] });
  const query = useAttribution(scope, { groupBy: by, models: [left], windows }, windows !== undefined);
  const answer = windows && query.data;
  return (
    <Card>
      <CardHeader
        title="What if the windows were different?"
        description={`Worked out anew from the stored touches, by ${modelLabel(left)}. Nothing that is stored changes, and no other screen shows it.`}
      />
      <CardContent>
        <WhatIfForm
          key={windows ? `${windows.clickWindowDays} ${windows.viewWindowDays}` : "own"}
          own={stored.data?.storedWindows}
          windows={windows}
          pending={windows !== undefined && query.isFetching}
          onApply={controls.setWindows}
        />
        {windows && query.error && !query.data && (
          <ErrorState
            title="This could not be worked out"
            message={query.error.message}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        )}
        {answer && isOwn(answer) && (
          <Callout className="mt-4" title="These are the campaign’s own windows">
            Choose others to see what they would change.
          </Callout>
        )}
      </CardContent>
      {windows && !query.data && !query.error && <SkeletonTable label="What would be" rows={6} columns={4} />}
      {answer && !isOwn(answer) && (
        <StaleVeil active={query.isPlaceholderData}>
          <WhatIfResult attribution={answer} scope={scope} controls={controls} />
        </StaleVeil>
      )}
    </Card>
  );
}

/** Whether the windows asked for are those that are stored: then there is nothing to compare. */
function isOwn({ windows, storedWindows }: Attribution): boolean {
  return (
    windows.clickWindowDays === storedWindows.clickWindowDays && windows.viewWindowDays === storedWindows.viewWindowDays
  );
}
