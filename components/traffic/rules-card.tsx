"use client";

import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { useUrlState } from "@/components/ui/use-url-state";
import type { TrafficShares } from "@/lib/contracts/traffic";
import { JobList } from "./job-list";
import { useRules } from "./queries";
import { RuleSheet } from "./rule-sheet";
import { RuleTable } from "./rule-table";

type RulesCardProps = {
  shares: TrafficShares | undefined;
  dates: { from: string; to: string };
  canManage: boolean;
};

/** All rules with what they found, what is being worked out again, and the rule that the address names. */
export function RulesCard({ shares, dates, canManage }: RulesCardProps) {
  const url = useUrlState();
  const { data, error, refetch, isFetching } = useRules();
  const opened = data?.rules.find(({ name }) => name === url.get("rule"));
  const open = (data?.jobs ?? []).filter((job) => job.state !== "done");
  return (
    <Card className="mt-6">
      <CardHeader
        title="By rule"
        description="An event counts for the first rule in this order that marks it and is on. Marked events are kept, and left out of net figures."
      />
      {error && !data && (
        <ErrorState title="Rules could not be loaded" message={error.message} onRetry={refetch} retrying={isFetching} />
      )}
      {open.length > 0 && (
        <CardContent className="pb-3">
          <section aria-label="Being worked out again" className="rounded-lg border bg-info-soft/50 px-4 py-1">
            <JobList jobs={open} />
          </section>
        </CardContent>
      )}
      {!data && !error && <SkeletonTable label="Rules" rows={12} columns={5} />}
      {data && <RuleTable rules={data.rules} shares={shares} onOpen={(rule) => url.set({ rule })} />}
      {data && opened && (
        <RuleSheet
          key={opened.name}
          rule={opened}
          jobs={data.jobs.filter(({ rule }) => rule === opened.name)}
          dates={dates}
          canManage={canManage}
          onClose={() => url.set({ rule: null })}
        />
      )}
    </Card>
  );
}
