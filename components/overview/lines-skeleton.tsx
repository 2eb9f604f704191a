import { Skeleton } from "@/components/ui/skeleton";

/** Stands in for a few lines of text during the first load. */
export function LinesSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} aria-busy className="space-y-4 px-5 pt-1 pb-5">
      {["w-3/4", "w-2/3", "w-4/5", "w-1/2", "w-3/5"].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}
