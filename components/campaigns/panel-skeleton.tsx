import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { SkeletonTable } from "@/components/ui/skeleton-table";

/** Stands in for a section until its first card is there. */
export function PanelSkeleton() {
  return (
    <Card>
      <div className="px-5 pt-4 pb-3">
        <Skeleton className="h-5 w-48" />
      </div>
      <SkeletonTable label="Loading the section" rows={8} columns={4} />
    </Card>
  );
}
