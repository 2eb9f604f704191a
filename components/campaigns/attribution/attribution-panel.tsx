"use client";

import type { ReportScope } from "@/components/campaigns/report-scope";
import { CompareCard } from "./compare-card";
import { useAttributionControls } from "./use-attribution-controls";
import { WhatIfCard } from "./what-if-card";

/** Two models side by side, and what other windows would give. */
export function AttributionPanel({ scope }: { scope: ReportScope }) {
  const controls = useAttributionControls(scope);
  return (
    <div className="flex flex-col gap-6">
      <CompareCard scope={scope} controls={controls} />
      <WhatIfCard scope={scope} controls={controls} />
    </div>
  );
}
