import { NO_VALUE } from "@/components/ui/format";
import { formatCalendarDate } from "@/components/ui/format-time";
import type { CampaignRow } from "@/lib/contracts/reports";

const dayMs = 86_400_000;

/** The flight's dates, and how much of it has passed. `today` is a calendar date. */
export function FlightCell({
  campaign,
  today,
  isCompact,
}: {
  campaign: CampaignRow;
  today: string;
  isCompact: boolean;
}) {
  const { startsOn, endsOn } = campaign;
  if (startsOn === null || endsOn === null) {
    const text = startsOn
      ? `from ${formatCalendarDate(startsOn)}`
      : endsOn
        ? `to ${formatCalendarDate(endsOn)}`
        : NO_VALUE;
    return <span className="text-muted-foreground">{text}</span>;
  }
  const days = (Date.parse(endsOn) - Date.parse(startsOn)) / dayMs + 1;
  const passed = Math.min(Math.max((Date.parse(today) - Date.parse(startsOn)) / dayMs, 0), days);
  const left = Math.max(0, Math.ceil(days - passed));
  const words = passed === 0 && today < startsOn ? `starts ${short(startsOn)}` : left === 0 ? "over" : `${left} d left`;
  return (
    <div>
      <div className="truncate text-xs">
        {short(startsOn)} – {short(endsOn)}
      </div>
      {!isCompact && (
        <div className="mt-1.5 flex items-center gap-1.5">
          <Bar share={passed / days} />
          <span className="shrink-0 text-faint-foreground text-xs">{words}</span>
        </div>
      )}
    </div>
  );
}

/** "3 Nov" */
function short(date: string): string {
  return formatCalendarDate(date).replace(/ \d{4}$/, "");
}

function Bar({ share }: { share: number }) {
  return (
    <div aria-hidden className="h-1 min-w-6 flex-1 overflow-hidden rounded-full bg-muted">
      <div className="h-full rounded-full bg-muted-foreground/60" style={{ width: `${Math.round(share * 100)}%` }} />
    </div>
  );
}
