"use client";

import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { PasswordCard } from "./password-card";
import { ProfileCard } from "./profile-card";
import { useAccount } from "./queries";
import { SecondFactorCard } from "./second-factor-card";
import { SessionsCard } from "./sessions-card";

/** One's own name, password, second factor and sessions. */
export function AccountScreen() {
  const { data, error, refetch, isFetching } = useAccount();
  if (error && !data) {
    return (
      <Card>
        <ErrorState
          title="Your account could not be loaded"
          message={error.message}
          onRetry={refetch}
          retrying={isFetching}
        />
      </Card>
    );
  }
  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      <div className="flex flex-col gap-6">
        {data ? <ProfileCard account={data} /> : <Skeleton className="h-64 rounded-xl" />}
        <PasswordCard />
      </div>
      <div className="flex flex-col gap-6">
        {data ? <SecondFactorCard isOn={data.hasSecondFactor} /> : <Skeleton className="h-40 rounded-xl" />}
        <SessionsCard />
      </div>
    </div>
  );
}
