import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { Change, type ChangeProps } from "./change";
import { cn } from "./cn";
import { Skeleton } from "./skeleton";
import { Tooltip } from "./tooltip";

export type StatTileProps = {
  label: string;
  /** Already formatted; see `format.ts`. */
  value: ReactNode;
  change?: ChangeProps;
  /** One quiet line below: what it is made of. */
  hint?: ReactNode;
  /** What the figure means, behind an info mark. */
  explain?: ReactNode;
  /** First load: keeps the height, shows a placeholder. */
  loading?: boolean;
  /** A `Sparkline`, drawn at the foot. */
  children?: ReactNode;
  className?: string;
  /** For tests: found as `metric-<name>`. */
  metric?: string;
};

/** One figure with its name, change and hint. Put several into a `StatGrid`. */
export function StatTile({ label, value, change, hint, explain, loading, children, className, metric }: StatTileProps) {
  return (
    <div
      data-testid={metric && `metric-${metric}`}
      className={cn("flex min-w-0 flex-col bg-card px-5 py-4", className)}
    >
      <div className="flex items-center gap-1.5 text-muted-foreground text-sm">
        <span className="truncate">{label}</span>
        {explain && (
          <Tooltip content={explain}>
            <button
              type="button"
              aria-label={`What ${label} means`}
              className="rounded-sm text-faint-foreground hover:text-foreground"
            >
              <Info aria-hidden className="size-3.5" />
            </button>
          </Tooltip>
        )}
      </div>
      <div className="mt-1 flex h-8 min-w-0 items-center">
        {loading ? (
          <Skeleton className="h-6 w-24" />
        ) : (
          <span className="truncate font-semibold text-2xl text-foreground tracking-tight tabular-nums">{value}</span>
        )}
      </div>
      {change && (
        <div className="flex h-5 items-center">
          {loading ? <Skeleton className="h-3 w-12" /> : <Change {...change} />}
        </div>
      )}
      {hint !== undefined && (
        <div className="flex h-5 items-center text-faint-foreground text-xs">
          {loading ? <Skeleton className="h-3 w-20" /> : <span className="truncate">{hint}</span>}
        </div>
      )}
      {children && <div className="mt-auto pt-3">{children}</div>}
    </div>
  );
}
