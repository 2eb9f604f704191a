import { Sparkline } from "@/components/charts/sparkline";
import { Change } from "@/components/ui/change";
import { type FigureKey, figureColumn, showFigure } from "./list-columns";
import { changeOf, type ListRow } from "./list-rows";

type FigureCellProps = {
  row: ListRow;
  column: FigureKey;
  /** Its course in the range, the oldest first. */
  trend?: readonly number[] | undefined;
  isCompact: boolean;
};

/** A figure, its change against the period before, and its course. */
export function FigureCell({ row, column, trend, isCompact }: FigureCellProps) {
  const { better, hasTrend } = figureColumn(column);
  return (
    <div className="flex items-center justify-end gap-1.5">
      {hasTrend && (
        <div aria-hidden className="mr-auto w-9 shrink-0 opacity-80">
          {trend && trend.length > 1 && <Sparkline values={trend} height={isCompact ? 16 : 24} />}
        </div>
      )}
      <div className="min-w-0 shrink-0">
        <div className="truncate">{showFigure(column, row.campaign[column], row.campaign.currency)}</div>
        {!isCompact && (
          <div className="flex h-4 justify-end leading-4">
            <Change value={changeOf(row, column)} better={better ?? "neither"} />
          </div>
        )}
      </div>
    </div>
  );
}
