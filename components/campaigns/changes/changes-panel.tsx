import type { ReportScope } from "@/components/campaigns/report-scope";
import { DayTable } from "./day-table";
import { RestatementCard } from "./restatement-card";

/** What changed after it was first reported, and how final each day is. */
export function ChangesPanel({ scope }: { scope: ReportScope }) {
  return (
    <div className="flex flex-col gap-6">
      <RestatementCard scope={scope} />
      <DayTable scope={scope} />
    </div>
  );
}
