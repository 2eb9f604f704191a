"use client";

import { safeTimeZone } from "@/components/ui/format-time";
import { filterQuery, useReportFilters } from "@/components/ui/use-report-filters";
import { useUrlState } from "@/components/ui/use-url-state";
import { attributionModelSchema } from "@/lib/contracts/catalog";
import type { ListParams } from "./queries";

const ownModel = "campaign";
export type ModelChoice = typeof ownModel | (typeof attributionModelSchema.options)[number];

/** What the report is asked for, from the address: range, net or gross, attribution model and time zone. */
export function useReportChoices() {
  const url = useUrlState();
  const timeZone = safeTimeZone(url.get("tz") ?? "UTC");
  const filters = useReportFilters(timeZone);
  const model: ModelChoice = attributionModelSchema.options.find((each) => each === url.get("model")) ?? ownModel;
  const params: ListParams = { ...filters.dates, traffic: filters.traffic, model, timeZone };
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    ...filters,
    params,
    model,
    setModel: (next: ModelChoice) => url.set({ model: next === ownModel ? null : next }),
    timeZone,
    setTimeZone: (next: string) => url.set({ tz: next === "UTC" ? null : next }),
    /** To choose from: UTC, the zone of this browser, and the one that is chosen. */
    zones: [...new Set(["UTC", here, timeZone])],
    /** What leads on to a campaign's page with the same filters. */
    pageQuery: pageQuery(filterQuery(filters.range, filters.traffic), model),
  };
}

export type ReportChoices = ReturnType<typeof useReportChoices>;

function pageQuery(filters: string, model: ModelChoice): string {
  return model === ownModel ? filters : `${filters}&model=${model}`;
}
