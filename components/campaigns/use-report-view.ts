"use client";

import { useState } from "react";
import { safeTimeZone } from "@/components/ui/format-time";
import { compareChoices, comparedPeriod } from "@/components/ui/previous-period";
import { useNow } from "@/components/ui/use-now";
import { useReportFilters } from "@/components/ui/use-report-filters";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
import { bucketsFor, readFilter, reportModels } from "./report-view";

/** Until the first answer has told the advertiser's own zone, in which the days of the range are meant. */
const firstZone = "UTC";

/** What the page is asked to show, from its address: range, traffic, model, time zone, bucket, comparison, filter. */
export function useReportView() {
  const url = useUrlState();
  const [advertiserZone, setAdvertiserZone] = useState<string>();
  const now = useNow();
  const asked = url.get("tz");
  const chosenZone = asked ? safeTimeZone(asked) : undefined;
  const timeZone = chosenZone ?? advertiserZone ?? firstZone;
  const filters = useReportFilters(timeZone);
  const { dates } = filters;
  const buckets = bucketsFor(dates);
  const compare = oneOf(url.get("compare"), compareChoices);
  return {
    ...filters,
    timeZone,
    chosenZone,
    advertiserZone,
    /** Tells the zone that the answer came in, where none was chosen. */
    learnZone: (zone: string) => {
      if (!chosenZone && zone !== advertiserZone) setAdvertiserZone(zone);
    },
    buckets,
    bucket: oneOf(url.get("bucket"), buckets),
    model: oneOf(url.get("model"), reportModels),
    compare,
    compared: comparedPeriod(dates, compare, timeZone, new Date(now ?? Date.now())),
    filter: readFilter(url.get("filter")),
    tab: url.get("tab"),
    explain: url.get("explain"),
    set: url.set,
  };
}

export type ReportView = ReturnType<typeof useReportView>;
