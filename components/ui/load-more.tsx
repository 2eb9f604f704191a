"use client";

import { Button } from "./button";
import { formatInteger } from "./format";

export type LoadMoreProps = {
  shown: number;
  /** When it is known. */
  total?: number | null;
  hasMore: boolean;
  loading: boolean;
  onLoadMore: () => void;
  /** What is listed, in the plural: "alerts". */
  noun: string;
};

/** The foot of a list that is read by cursor: how much is shown, and more of it. */
export function LoadMore({ shown, total, hasMore, loading, onLoadMore, noun }: LoadMoreProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t px-5 py-3">
      <p role="status" className="text-muted-foreground text-sm tabular-nums">
        {total === null || total === undefined
          ? `${formatInteger(shown)} ${noun} shown${hasMore ? "" : ", that is all"}`
          : `${formatInteger(shown)} of ${formatInteger(total)} ${noun}`}
      </p>
      {hasMore && (
        <Button variant="secondary" size="sm" onClick={onLoadMore} pending={loading}>
          Load more
        </Button>
      )}
    </div>
  );
}
