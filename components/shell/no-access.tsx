import { Lock } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** Where a screen would stand that is not for the person who has signed in: why, and what to do. */
export function NoAccess({ why }: { why: string }) {
  return (
    <Card>
      <EmptyState icon={<Lock aria-hidden />} title="This is not open to you" description={why} />
    </Card>
  );
}
