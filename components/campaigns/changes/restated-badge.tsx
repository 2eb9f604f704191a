"use client";

import { History } from "lucide-react";
import { useRestatements } from "@/components/campaigns/report-queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { Badge } from "@/components/ui/badge";

type RestatedBadgeProps = { scope: Pick<ReportScope, "campaignId" | "dates" | "traffic">; onOpen: () => void };

/** In the page's head: how many figures of the range have changed since their first report; nothing at none. */
export function RestatedBadge({ scope, onOpen }: RestatedBadgeProps) {
  const { data } = useRestatements(scope);
  const first = data?.pages[0];
  const count = first?.restatements.length ?? 0;
  if (count === 0) return null;
  const more = first?.nextCursor ? "+" : "";
  return (
    <button type="button" onClick={onOpen} className="rounded-sm" data-testid="restated-badge">
      <Badge tone="info" className="hover:underline">
        <History aria-hidden />
        {count}
        {more} {count === 1 ? "figure" : "figures"} restated
      </Badge>
    </button>
  );
}
