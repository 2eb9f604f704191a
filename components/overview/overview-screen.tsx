"use client";

import { Users } from "lucide-react";
import { Card, CardContent } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { TimeAgo } from "@/components/ui/time-ago";
import { AdvertisersCard } from "./advertisers-card";
import { FreshnessStrip } from "./freshness-strip";
import { MovesCard } from "./moves-card";
import { NeedsCard } from "./needs-card";
import { useOverview } from "./queries";

/** The morning of an account manager: what needs them, what changed, and how their advertisers are doing. */
export function OverviewScreen() {
  const { data, error, refetch, isFetching } = useOverview();
  return (
    <>
      <PageHeader
        title="Overview"
        description={
          data ? (
            <>
              Data as of <TimeAgo at={data.asOf} timeZone="UTC" />
            </>
          ) : (
            "What needs you, and what changed"
          )
        }
        actions={<FreshnessStrip />}
      />
      {error && !data ? (
        <Card>
          <ErrorState
            title="The overview could not be loaded"
            message={error.message}
            onRetry={refetch}
            retrying={isFetching}
          />
        </Card>
      ) : data && data.advertisers.length === 0 ? (
        <Card>
          <CardContent>
            <EmptyState
              icon={<Users aria-hidden />}
              title="No advertisers yet"
              description="An administrator gives you advertisers under Settings, People; or the catalogue has none yet. Their campaigns are then summed up here every morning."
            />
          </CardContent>
        </Card>
      ) : (
        <div className="grid gap-6">
          <div className="grid gap-6 xl:grid-cols-2">
            <NeedsCard data={data} />
            <MovesCard data={data} />
          </div>
          <AdvertisersCard data={data} />
        </div>
      )}
    </>
  );
}
