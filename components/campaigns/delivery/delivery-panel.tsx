import type { ReportScope } from "@/components/campaigns/report-scope";
import { FunnelCard } from "./funnel-card";
import { PacingCard } from "./pacing-card";

/** Whether the budget is spent as it should be, and what became of the bids. */
export function DeliveryPanel({ scope }: { scope: ReportScope }) {
  return (
    <div className="flex flex-col gap-6">
      <PacingCard scope={scope} />
      <FunnelCard scope={scope} />
    </div>
  );
}
