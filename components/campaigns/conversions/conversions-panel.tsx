import type { ReportScope } from "@/components/campaigns/report-scope";
import { ConversionListCard } from "./conversion-list-card";
import { LagCard } from "./lag-card";
import { TypesCard } from "./types-card";

/** Single conversions to open, how late they come after their touch, and of which types they are. */
export function ConversionsPanel({ scope }: { scope: ReportScope }) {
  return (
    <div className="flex flex-col gap-6">
      <ConversionListCard scope={scope} />
      <div className="grid items-start gap-6 xl:grid-cols-[3fr_2fr]">
        <LagCard scope={scope} />
        <TypesCard scope={scope} />
      </div>
    </div>
  );
}
