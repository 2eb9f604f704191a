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
  /** One quiet line below, two on a phone: what it is made of. */
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
  /** Makes the whole tile a button; other controls of the tile stay above it with `relative`. */
  onOpen?: () => void;
  /** What the button does, for assistive technology: "Where this figure comes from". */
  openLabel?: string;
};

const valueClasses = "truncate font-semibold text-2xl text-foreground tracking-tight tabular-nums";

/** One figure with its name, change and hint. Put several into a `StatGrid`. */
export function StatTile(props: StatTileProps) {
  const { label, value, change, hint, explain, loading, children, className, metric, onOpen } = props;
  return (
    <div
      data-testid={metric && `metric-${metric}`}
      className={cn(
        "flex min-w-0 flex-col bg-card px-5 py-4",
        onOpen && "relative transition-colors hover:bg-muted/50",
        className,
      )}
    >
      <div className="flex items-center gap-1.5 text-muted-foreground text-sm">
        <span className="truncate">{label}</span>
        {explain && (
          <Tooltip content={explain}>
            <button
              type="button"
              aria-label={`What ${label} means`}
              className="relative rounded-sm text-faint-foreground hover:text-foreground"
            >
              <Info aria-hidden className="size-3.5" />
            </button>
          </Tooltip>
        )}
      </div>
      <div className="mt-1 flex h-8 min-w-0 items-center">
        {loading ? (
          <Skeleton className="h-6 w-24" />
        ) : onOpen ? (
          <button
            type="button"
            onClick={onOpen}
            aria-haspopup="dialog"
            data-opens={metric}
            className={cn(
              valueClasses,
              "text-left after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2",
            )}
          >
            <span className="sr-only">{label} </span>
            {value}
            {props.openLabel && <span className="sr-only">: {props.openLabel}</span>}
          </button>
        ) : (
          <span className={valueClasses}>{value}</span>
        )}
      </div>
      {change && (
        <div className="flex h-5 items-center">
          {loading ? <Skeleton className="h-3 w-12" /> : <Change {...change} />}
        </div>
      )}
      {hint !== undefined && (
        <div className="flex h-9 items-start pt-0.5 text-faint-foreground text-xs leading-4 sm:h-5">
          {loading ? <Skeleton className="h-3 w-20" /> : <span className="line-clamp-2 sm:line-clamp-1">{hint}</span>}
        </div>
      )}
      {children && <div className="mt-auto pt-3">{children}</div>}
    </div>
  );
}
