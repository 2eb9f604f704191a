import { cn } from "./cn";

export type CountBadgeProps = {
  count: number;
  /** What is counted, for assistive technology: "open alerts". */
  label: string;
  tone?: "neutral" | "danger";
};

/** How many wait, at the end of a menu line or a tab; nothing at zero. */
export function CountBadge({ count, label, tone = "neutral" }: CountBadgeProps) {
  if (count <= 0) return null;
  return (
    <span
      className={cn(
        "inline-grid h-5 min-w-5 place-items-center rounded-full px-1.5 font-medium text-2xs tabular-nums",
        tone === "danger" ? "bg-danger text-white" : "bg-muted text-muted-foreground",
      )}
    >
      <span aria-hidden>{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{` ${count} ${label}`}</span>
    </span>
  );
}
