import type { ComponentProps } from "react";
import { cn } from "./cn";

/**
 * Stat tiles as one card with hairlines between them: two columns on phones; when wide all in a row, or
 * in rows of four where `columns` says so.
 */
export function StatGrid({ className, columns, ...props }: ComponentProps<"div"> & { columns?: 4 }) {
  return (
    <div
      className={cn(
        "grid grid-cols-2 gap-px overflow-hidden rounded-xl border bg-card shadow-xs *:shadow-[1px_0_0_0_var(--color-border),0_1px_0_0_var(--color-border)] ",
        columns === 4 ? "md:grid-cols-4" : "sm:grid-cols-3 xl:auto-cols-fr xl:grid-flow-col xl:grid-cols-none",
        className,
      )}
      {...props}
    />
  );
}
