"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { TableHead } from "./table";

export type SortDirection = "asc" | "desc";
export type Sort<C extends string> = { column: C; direction: SortDirection };

export type SortableHeadProps<C extends string> = {
  column: C;
  sort: Sort<C> | null;
  onSort: (sort: Sort<C>) => void;
  children: ReactNode;
  numeric?: boolean;
  /** Direction of the first click; figures start with the largest. */
  initial?: SortDirection;
  className?: string;
};

/** A column's heading that sorts; tells assistive technology the order through `aria-sort`. */
export function SortableHead<C extends string>({
  column,
  sort,
  onSort,
  children,
  numeric,
  initial,
  className,
}: SortableHeadProps<C>) {
  const direction = sort?.column === column ? sort.direction : null;
  const first = initial ?? (numeric ? "desc" : "asc");
  const next = direction === null ? first : direction === "asc" ? "desc" : "asc";
  const Icon = direction === "asc" ? ArrowUp : direction === "desc" ? ArrowDown : ChevronsUpDown;
  return (
    <TableHead
      numeric={numeric}
      aria-sort={direction === null ? "none" : direction === "asc" ? "ascending" : "descending"}
      className={className}
    >
      <button
        type="button"
        onClick={() => onSort({ column, direction: next })}
        className={cn(
          "group inline-flex h-7 items-center gap-1 rounded-sm transition-colors hover:text-foreground",
          numeric && "flex-row-reverse",
          direction && "text-foreground",
        )}
      >
        {children}
        <Icon aria-hidden className={cn("size-3.5 shrink-0", !direction && "opacity-40 group-hover:opacity-100")} />
      </button>
    </TableHead>
  );
}
