"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { Change } from "@/components/ui/change";
import { StatusDot } from "@/components/ui/status-dot";
import { CampaignName } from "./campaign-name";
import { type ColumnKey, columnLabel, type FigureKey, figureColumn, showFigure } from "./list-columns";
import { changeOf, type ListRow } from "./list-rows";
import { paceWords } from "./pacing-cell";
import { useRowKeys } from "./use-row-keys";

type CampaignCardsProps = {
  rows: readonly ListRow[];
  columns: readonly ColumnKey[];
  hrefOf: (campaignId: string) => string;
};

const cardHeight = 118;
/** A phone shows so many figures a campaign: the first that are chosen. */
const figuresPerCard = 3;

/** The list on a phone: a campaign is two lines, with the first three chosen figures; only those in sight are drawn. */
export function CampaignCards({ rows, columns, hrefOf }: CampaignCardsProps) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => cardHeight,
    overscan: 20,
    scrollMargin: top,
    getItemKey: (index) => rows[index]?.campaign.campaignId ?? index,
  });
  const { frame, onKeyDown } = useRowKeys(rows.length, (index) => virtual.scrollToIndex(index));
  const figures = columns.filter((column): column is FigureKey => column !== "flight" && column !== "pacing");
  return (
    <ul
      ref={(element) => {
        list.current = element;
        frame.current = element;
      }}
      aria-label="Campaigns"
      onKeyDown={onKeyDown}
      className="relative"
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index];
        if (!row) return null;
        return (
          <li
            key={key}
            data-index={index}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 border-b px-5 py-3"
            style={{ height: cardHeight, top: start - top }}
          >
            <div className="flex items-start justify-between gap-3">
              <CampaignName row={row} href={hrefOf(row.campaign.campaignId)} isCompact={false} />
              {row.pacing && <Pace row={row} />}
            </div>
            <Figures row={row} figures={figures.slice(0, figuresPerCard)} />
          </li>
        );
      })}
    </ul>
  );
}

function Pace({ row }: { row: ListRow }) {
  const { tone, words } = paceWords(row);
  return (
    <StatusDot tone={tone} className="shrink-0 gap-1.5 pt-0.5 text-xs">
      {words}
    </StatusDot>
  );
}

function Figures({ row, figures }: { row: ListRow; figures: readonly FigureKey[] }) {
  return (
    <dl className="mt-2 grid grid-cols-3 gap-3">
      {figures.map((key) => (
        <div key={key} className="min-w-0">
          <dt className="truncate text-muted-foreground text-xs">{columnLabel(key)}</dt>
          <dd className="truncate text-sm tabular-nums">
            {showFigure(key, row.campaign[key], row.campaign.currency)}
            <div className="h-4 leading-4">
              <Change value={changeOf(row, key)} better={figureColumn(key).better ?? "neither"} />
            </div>
          </dd>
        </div>
      ))}
    </dl>
  );
}
