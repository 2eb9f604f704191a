import { formatMoney, formatPercent, NO_VALUE } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";
import { isPacingOff, type ListRow } from "./list-rows";

type PacingCellProps = {
  row: ListRow;
  /** False until pacing has been answered. */
  isKnown: boolean;
  isCompact: boolean;
};

/** How the budget is spent against an even spread, and how much of it. */
export function PacingCell({ row, isKnown, isCompact }: PacingCellProps) {
  const { pacing, campaign } = row;
  if (!isKnown) return <Skeleton className="h-3.5 w-16" />;
  if (!pacing || !campaign.budgetMicros) return <span className="text-faint-foreground">{NO_VALUE}</span>;
  const spent = pacing.spentMicros / campaign.budgetMicros;
  const { tone, words } = paceWords(row);
  return (
    <div
      title={`${formatMoney(pacing.spentMicros, campaign.currency)} of ${formatMoney(campaign.budgetMicros, campaign.currency)}`}
    >
      <StatusDot tone={tone} className="gap-1.5 text-xs">
        <span className="truncate">{words}</span>
      </StatusDot>
      {!isCompact && (
        <div className="mt-0.5 text-faint-foreground text-xs">{formatPercent(spent, { digits: 0 })} spent</div>
      )}
    </div>
  );
}

/** The state in a word or two, with how far it is from even. */
export function paceWords(row: ListRow): { tone: StatusTone; words: string } {
  const { pacing } = row;
  const off = isPacingOff(row);
  const by = pacing?.pace == null ? "" : `${formatPercent(Math.abs(pacing.pace - 1), { digits: 0 })} `;
  switch (pacing?.state) {
    case "on_pace":
      return { tone: "success", words: "On pace" };
    case "ahead":
      return { tone: off ? "danger" : "warning", words: `${by}ahead` };
    case "behind":
      return { tone: off ? "danger" : "warning", words: `${by}behind` };
    case "exhausted":
      return { tone: "danger", words: "Budget spent" };
    case "ended":
      return { tone: "neutral", words: "Ended" };
    default:
      return { tone: "neutral", words: "Not started" };
  }
}
