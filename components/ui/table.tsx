import type { ComponentProps } from "react";
import { cn } from "./cn";
import { ScrollRegion } from "./scroll-region";

export type TableProps = ComponentProps<"table"> & {
  /** Name of the table for assistive technology; it also names the scrolling region. */
  label: string;
  containerClassName?: string;
};

/** A table that scrolls sideways inside its own frame where it does not fit. */
export function Table({ label, className, containerClassName, ...props }: TableProps) {
  return (
    <ScrollRegion label={label} className={cn("w-full overflow-y-hidden", containerClassName)}>
      <table aria-label={label} className={cn("w-full border-collapse text-sm", className)} {...props} />
    </ScrollRegion>
  );
}

/** The head of a table. */
export function TableHeader({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("border-b", className)} {...props} />;
}

/** The rows of a table. */
export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("[&>tr:last-child]:border-b-0", className)} {...props} />;
}

/** Totals, below the rows. */
export function TableFooter({ className, ...props }: ComponentProps<"tfoot">) {
  return <tfoot className={cn("border-t font-medium [&>tr:last-child]:border-b-0", className)} {...props} />;
}

/** A row; `data-state="selected"` marks it, `interactive` shows that it can be clicked. */
export function TableRow({ className, interactive, ...props }: ComponentProps<"tr"> & { interactive?: boolean }) {
  return (
    <tr
      className={cn(
        "border-b transition-colors data-[state=selected]:bg-brand-soft",
        interactive && "hover:bg-muted/60",
        className,
      )}
      {...props}
    />
  );
}

/** A column's heading; `numeric` aligns it with its figures. */
export function TableHead({
  className,
  numeric,
  scope = "col",
  ...props
}: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope={scope}
      className={cn(
        "h-9 px-3 font-medium text-muted-foreground text-xs whitespace-nowrap first:pl-5 last:pr-5",
        numeric ? "text-right" : "text-left",
        className,
      )}
      {...props}
    />
  );
}

/** A cell; `numeric` aligns right with figures of equal width. */
export function TableCell({ className, numeric, ...props }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td
      className={cn(
        "h-11 px-3 py-2 align-middle first:pl-5 last:pr-5",
        numeric && "text-right tabular-nums whitespace-nowrap",
        className,
      )}
      {...props}
    />
  );
}
