import { Skeleton } from "./skeleton";

const WIDTHS = ["w-2/5", "w-1/3", "w-1/2", "w-1/4", "w-3/8"];

export type SkeletonTableProps = {
  /** What is loading, for assistive technology: "Loading campaigns". */
  label: string;
  rows?: number;
  columns?: number;
};

/** Stands in for a table during its first load, with the height of its rows. */
export function SkeletonTable({ label, rows = 6, columns = 5 }: SkeletonTableProps) {
  return (
    <div role="status" aria-label={label} aria-busy className="overflow-hidden">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders that never move.
        <div key={row} className="flex h-11 items-center gap-6 border-b px-5 last:border-b-0">
          <div className="min-w-0 flex-[2]">
            <Skeleton className={`h-3.5 ${WIDTHS[row % WIDTHS.length]}`} />
          </div>
          {Array.from({ length: columns - 1 }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders that never move.
            <div key={column} className="flex flex-1 justify-end">
              <Skeleton className="h-3.5 w-12" />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
