import { Skeleton } from "@/components/ui/skeleton";

const rows = ["w-1/2", "w-2/5", "w-3/5", "w-1/3", "w-1/2", "w-2/5"];

/** Stands in for the list during its first load, in the shape of its rows. */
export function RowSkeletons() {
  return (
    <div role="status" aria-label="Issues" aria-busy>
      {rows.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders that never move.
        <div key={index} className="flex items-center gap-3 border-b px-4 py-3 last:border-b-0 @3xl:px-5">
          <Skeleton className="size-4 shrink-0 rounded-sm" />
          <div className="flex h-10 min-w-0 flex-1 flex-col justify-center gap-2">
            <Skeleton className={`h-3.5 ${width}`} />
            <Skeleton className="h-3 w-1/4" />
          </div>
          <Skeleton className="hidden h-6 w-30 @3xl:block" />
          <Skeleton className="h-3.5 w-10" />
          <Skeleton className="hidden h-3.5 w-16 @3xl:block" />
          <Skeleton className="hidden h-3.5 w-16 @3xl:block" />
        </div>
      ))}
    </div>
  );
}
