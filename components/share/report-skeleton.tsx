import { Skeleton } from "@/components/ui/skeleton";

/** Stands in for a report during its first load. */
export function ReportSkeleton() {
  return (
    <div role="status" aria-label="Loading the report" aria-busy className="space-y-8">
      <Skeleton className="h-16 w-2/3" />
      <Skeleton className="h-28" />
      <Skeleton className="h-36" />
      <Skeleton className="h-36" />
    </div>
  );
}
