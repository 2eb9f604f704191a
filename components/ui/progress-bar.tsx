import { cn } from "./cn";

export type ProgressBarProps = {
  /** What comes on, for assistive technology: "Upload of clicks.csv". */
  label: string;
  /** 0 to 1; null while it is not known how much there is. */
  value: number | null;
  className?: string;
};

/** How far something has come. */
export function ProgressBar({ label, value, className }: ProgressBarProps) {
  const percent = value === null ? undefined : Math.round(Math.min(Math.max(value, 0), 1) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-muted", className)}
    >
      <div
        className={cn(
          "h-full rounded-full bg-brand transition-[width] duration-200 ease-linear",
          percent === undefined && "w-1/3 animate-pulse",
        )}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
