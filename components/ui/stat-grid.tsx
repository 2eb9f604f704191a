import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Stat tiles as one card with hairlines between them: two columns on phones, all in a row when wide. */
export function StatGrid({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "grid grid-cols-2 gap-px overflow-hidden rounded-xl border bg-border shadow-xs sm:grid-cols-3 xl:grid-flow-col xl:auto-cols-fr xl:grid-cols-none",
        className,
      )}
      {...props}
    />
  );
}
