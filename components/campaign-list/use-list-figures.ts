"use client";

import { useMemo } from "react";
import { calendarDateOf } from "@/components/ui/calendar-date";
import { previousPeriod } from "@/components/ui/previous-period";
import { useNow } from "@/components/ui/use-now";
import type { Trends } from "./campaign-grid";
import { filterRows, joinRows, sortRows } from "./list-rows";
import type { ListState } from "./list-state";
import { type ListParams, useCampaignList, useCampaignPacing, useEarlierList, useTrends } from "./queries";
import { sumRows } from "./sum-rows";

/** The list's rows as they stand on screen, with what they are compared with. The report comes first, the rest follows. */
export function useListFigures(params: ListParams, timeZone: string, state: ListState) {
  const now = new Date(useNow() ?? Date.now());
  const report = useCampaignList(params);
  const isThere = report.data !== undefined;
  const { from, to } = params;
  const earlier = useEarlierList({ ...params, ...previousPeriod({ from, to }, timeZone, now) }, isThere);
  const pacing = useCampaignPacing(isThere);
  const trends = useTrends(params, isThere);
  const today = calendarDateOf(now, timeZone);

  const all = useMemo(
    () => joinRows(report.data?.rows ?? [], { earlier: earlier.data?.rows, pacing: pacing.data?.rows, today }),
    [report.data, earlier.data, pacing.data, today],
  );
  const shown = useMemo(() => sortRows(filterRows(all, state), state.sort), [all, state]);
  const advertisers = useMemo(() => advertisersOf(all), [all]);
  const series = useMemo<Trends | undefined>(
    () => trends.data && new Map(trends.data.series.map((each) => [each.campaignId, each])),
    [trends.data],
  );
  return {
    report,
    all,
    shown,
    advertisers,
    trends: series,
    isPacingKnown: !pacing.isPending,
    today,
    totals: isThere ? sumRows(shown.map(({ campaign }) => campaign)) : undefined,
    earlierTotals: earlier.data && sumRows(shown.flatMap((row) => row.earlier ?? [])),
  };
}

function advertisersOf(rows: ReturnType<typeof joinRows>): { id: string; name: string }[] {
  const names = new Map(rows.map(({ campaign }) => [campaign.advertiserId, campaign.advertiserName]));
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}
