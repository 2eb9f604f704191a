"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { formatInteger, formatPercent } from "@/components/ui/format";
import { ScrollRegion } from "@/components/ui/scroll-region";

export type BarListItem = { key: string; label: ReactNode; value: number; href?: string; hint?: ReactNode };

export type BarListProps = {
  /** Name of the breakdown for assistive technology. */
  label: string;
  /** Headings of the two columns: ["Creative", "Impressions"]. */
  columns: readonly [string, string];
  items: readonly BarListItem[];
  format: (value: number) => string;
  /** What 100 % is; the sum of the items if not given. */
  total?: number;
  /** Rows at first; the rest behind a button. */
  limit?: number;
  empty?: ReactNode;
  className?: string;
};

/** A breakdown: one row an item, a bar in proportion to the largest, its value and its share of the whole. */
export function BarList({ label, columns, items, format, total, limit = 8, empty, className }: BarListProps) {
  const [expanded, setExpanded] = useState(false);
  const largest = Math.max(0, ...items.map((item) => item.value));
  const whole = total ?? items.reduce((sum, item) => sum + item.value, 0);
  const shown = expanded ? items : items.slice(0, limit);
  if (items.length === 0) {
    return (
      <p className={cn("py-8 text-center text-muted-foreground text-sm", className)}>
        {empty ?? "Nothing in this range."}
      </p>
    );
  }
  return (
    <div className={className}>
      <ScrollRegion label={label} className="max-h-[26rem] overflow-x-hidden">
        <table aria-label={label} className="w-full table-fixed text-sm">
          <thead className="text-muted-foreground text-xs">
            <tr>
              <th scope="col" className="pb-2 text-left font-medium">
                {columns[0]}
              </th>
              <th scope="col" className="w-24 pb-2 text-right font-medium">
                {columns[1]}
              </th>
              <th scope="col" className="w-16 pb-2 text-right font-medium">
                Share
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <BarRow
                key={item.key}
                item={item}
                format={format}
                width={largest > 0 ? item.value / largest : 0}
                share={whole > 0 ? item.value / whole : null}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {items.length > limit && (
        <Button
          variant="ghost"
          size="sm"
          className="mt-2 -ml-2.5"
          aria-expanded={expanded}
          onClick={() => setExpanded(!expanded)}
        >
          {expanded ? "Show fewer" : `Show all ${formatInteger(items.length)}`}
        </Button>
      )}
    </div>
  );
}

type BarRowProps = { item: BarListItem; format: (value: number) => string; width: number; share: number | null };

function BarRow({ item, format, width, share }: BarRowProps) {
  return (
    <tr>
      <th scope="row" className="py-0.5 pr-3 text-left font-normal">
        <span className="relative flex h-8 items-center gap-2 overflow-hidden rounded-sm px-2">
          <span
            aria-hidden
            className="absolute inset-y-0 left-0 rounded-sm bg-chart-1/12 dark:bg-chart-1/20"
            style={{ width: `${Math.max(width * 100, 0.5)}%` }}
          />
          {item.href ? (
            <Link href={item.href} className="relative truncate rounded-sm hover:underline">
              {item.label}
            </Link>
          ) : (
            <span className="relative truncate">{item.label}</span>
          )}
          {item.hint && <span className="relative shrink-0 text-muted-foreground text-xs">{item.hint}</span>}
        </span>
      </th>
      <td className="text-right font-medium tabular-nums">{format(item.value)}</td>
      <td className="text-right text-muted-foreground tabular-nums">{formatPercent(share, { digits: 1 })}</td>
    </tr>
  );
}
