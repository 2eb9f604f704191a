"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { cn } from "@/components/ui/cn";
import { SortableHead } from "@/components/ui/sortable-head";
import { CampaignName } from "./campaign-name";
import { FigureCell } from "./figure-cell";
import { FlightCell } from "./flight-cell";
import { type ColumnKey, columnLabel, figureColumn, type TrendKey } from "./list-columns";
import type { ListRow } from "./list-rows";
import { type ListSort, nextSort } from "./list-state";
import { PacingCell } from "./pacing-cell";
import { useRowKeys } from "./use-row-keys";

export type Trends = ReadonlyMap<string, Readonly<Record<TrendKey, readonly number[]>>>;

export type CampaignGridProps = {
  rows: readonly ListRow[];
  columns: readonly ColumnKey[];
  sort: ListSort;
  onSort: (sort: ListSort) => void;
  trends: Trends | undefined;
  /** False until pacing has been answered. */
  isPacingKnown: boolean;
  today: string;
  isCompact: boolean;
  /** The address of a campaign's page, with the list's own filters. */
  hrefOf: (campaignId: string) => string;
};

const nameWidth = 200;

/** Wide enough for its figures, and for the course beside those that have one. */
function widthOf(column: ColumnKey): number {
  if (column === "flight") return 112;
  if (column === "pacing") return 100;
  return figureColumn(column).hasTrend ? 132 : 82;
}

/** Thousands of campaigns as a table of which only the rows in sight are drawn; heads and names stay in sight. */
export function CampaignGrid({ rows, columns, sort, onSort, isCompact, ...cells }: CampaignGridProps) {
  const scroller = useRef<HTMLElement>(null);
  const rowHeight = isCompact ? 40 : 60;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: 40,
    getItemKey: (index) => rows[index]?.campaign.campaignId ?? index,
  });
  const { frame, onKeyDown } = useRowKeys(rows.length, (index) => virtual.scrollToIndex(index));
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const width = columns.reduce((sum, column) => sum + widthOf(column), nameWidth);
  const head = { sort, onSort: ({ column }: ListSort) => onSort(nextSort(sort, column)) };
  return (
    <section
      ref={(element) => {
        scroller.current = element;
        frame.current = element;
      }}
      aria-label="Campaigns"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="relative max-h-[max(24rem,calc(100dvh-8rem))] overflow-auto overscroll-x-contain rounded-b-xl focus-visible:-outline-offset-2"
    >
      <table
        aria-label="Campaigns"
        aria-rowcount={rows.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-sm"
        style={{ minWidth: width }}
      >
        <colgroup>
          <col style={{ width: nameWidth }} />
          {columns.map((column) => (
            <col key={column} style={{ width: widthOf(column) }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <SortableHead {...head} column="name" className="sticky top-0 left-0 z-30 border-b bg-card px-2.5">
              Campaign
            </SortableHead>
            {columns.map((column) => (
              <SortableHead
                key={column}
                {...head}
                column={column}
                numeric={isFigure(column)}
                className="sticky top-0 z-20 border-b bg-card px-2.5"
              >
                {columnLabel(column)}
              </SortableHead>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={before} />
          {items.map(({ index, key }) => {
            const row = rows[index];
            return row && <GridRow key={key} {...cells} {...{ row, index, columns, isCompact, rowHeight }} />;
          })}
          <Gap height={after} />
        </tbody>
      </table>
    </section>
  );
}

type GridRowProps = Pick<
  CampaignGridProps,
  "columns" | "trends" | "today" | "isPacingKnown" | "isCompact" | "hrefOf"
> & {
  row: ListRow;
  index: number;
  rowHeight: number;
};

function GridRow({ row, index, columns, trends, today, isPacingKnown, isCompact, hrefOf, rowHeight }: GridRowProps) {
  const { campaignId } = row.campaign;
  const cell = "border-b px-2.5 py-0 align-middle last:pr-5 group-hover:bg-muted/60";
  return (
    <tr data-index={index} aria-rowindex={index + 2} className="group" style={{ height: rowHeight }}>
      <td className={cn(cell, "sticky left-0 z-10 bg-card pl-5 group-hover:bg-muted")}>
        <CampaignName row={row} href={hrefOf(campaignId)} isCompact={isCompact} />
      </td>
      {columns.map((column) => (
        <td key={column} className={cn(cell, isFigure(column) && "whitespace-nowrap text-right tabular-nums")}>
          {column === "flight" ? (
            <FlightCell campaign={row.campaign} today={today} isCompact={isCompact} />
          ) : column === "pacing" ? (
            <PacingCell row={row} isKnown={isPacingKnown} isCompact={isCompact} />
          ) : (
            <FigureCell row={row} column={column} trend={trendOf(trends, campaignId, column)} isCompact={isCompact} />
          )}
        </td>
      ))}
    </tr>
  );
}

/** Holds the place of rows that are out of sight. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} />
    </tr>
  );
}

function isFigure(column: ColumnKey): boolean {
  return column !== "flight" && column !== "pacing";
}

function trendOf(trends: Trends | undefined, campaignId: string, column: ColumnKey): readonly number[] | undefined {
  if (column !== "costMicros" && column !== "impressions" && column !== "conversions") return undefined;
  return trends?.get(campaignId)?.[column];
}
