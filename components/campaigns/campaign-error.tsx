import { SearchX } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";

type CampaignErrorProps = { error: Error; onRetry: () => void; retrying: boolean };

/** The page of a campaign that is not there, or could not be read: two different things. */
export function CampaignError({ error, onRetry, retrying }: CampaignErrorProps) {
  const unknown = "status" in error && error.status === 404;
  return (
    <>
      <PageHeader title="Campaign" crumbs={[{ label: "Campaigns", href: "/campaigns" }]} />
      <Card>
        {unknown ? (
          <EmptyState
            icon={<SearchX aria-hidden />}
            title="There is no such campaign"
            description="It is not in the catalogue. The link may be old, or the id mistyped."
          />
        ) : (
          <ErrorState
            title="The campaign could not be loaded"
            message={error.message}
            onRetry={onRetry}
            retrying={retrying}
          />
        )}
      </Card>
    </>
  );
}
