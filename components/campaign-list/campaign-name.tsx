import Link from "next/link";
import { ForeignText } from "@/components/ui/foreign-text";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";
import type { ListRow } from "./list-rows";
import type { CampaignStatus } from "./list-state";

/** What the statuses are called, and how they look. */
export const statusWords: Record<CampaignStatus, { label: string; tone: StatusTone }> = {
  live: { label: "Live", tone: "success" },
  silent: { label: "Silent", tone: "danger" },
  scheduled: { label: "Scheduled", tone: "info" },
  ended: { label: "Ended", tone: "neutral" },
};

/** A campaign's name as the way to its page, whose it is, and whether it runs. */
export function CampaignName({ row, href, isCompact }: { row: ListRow; href: string; isCompact: boolean }) {
  const { label, tone } = statusWords[row.status];
  return (
    <div className="min-w-0">
      <Link
        href={href}
        prefetch={false}
        data-row-link
        title={row.campaign.name}
        className="block truncate rounded-sm font-medium hover:underline"
      >
        <ForeignText text={row.campaign.name} />
      </Link>
      {!isCompact && (
        <span className="flex items-center gap-2 text-muted-foreground text-xs">
          <StatusDot tone={tone} className="shrink-0 gap-1.5 text-xs">
            {label}
          </StatusDot>
          <span className="truncate">
            <ForeignText text={row.campaign.advertiserName} />
          </span>
        </span>
      )}
    </div>
  );
}
