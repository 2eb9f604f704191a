"use client";

import { useQuery } from "@tanstack/react-query";
import { DateRangePicker } from "@/components/ui/date-range-picker";
import { Select } from "@/components/ui/select";
import { useDateRange } from "@/components/ui/use-date-range";
import { useUrlState } from "@/components/ui/use-url-state";
import { campaignNamesQuery, sourceNamesQuery } from "./queries";

/** Radix takes no empty value: this stands for "no filter". */
const all = "*";

/** Days of this screen are days in UTC, as rules count them. */
export const trafficZone = "UTC";

/** The filters of the screen, from its address. */
export function useTrafficFilters() {
  const url = useUrlState();
  return { ...useDateRange(trafficZone), campaignId: url.get("campaign"), source: url.get("source") };
}

/** Campaign, source and range; they stand in the address. */
export function TrafficFilters() {
  const url = useUrlState();
  const { range, dates, setRange, campaignId, source } = useTrafficFilters();
  const campaigns = useQuery(campaignNamesQuery(dates));
  const sources = useQuery(sourceNamesQuery);
  const filter = (name: string) => (value: string) => url.set({ [name]: value === all ? null : value });
  return (
    <>
      <Select
        aria-label="Campaign"
        className="max-w-52"
        value={campaignId ?? all}
        onChange={filter("campaign")}
        options={[
          { value: all, label: "All campaigns" },
          ...withChosen(
            (campaigns.data?.rows ?? []).map((row) => ({ value: row.campaignId, label: row.name })),
            campaignId,
          ),
        ]}
      />
      <Select
        aria-label="Source"
        className="max-w-52"
        value={source ?? all}
        onChange={filter("source")}
        options={[
          { value: all, label: "All sources" },
          ...withChosen(
            (sources.data?.sources ?? []).map(({ id, name }) => ({ value: id, label: name })),
            source,
          ),
        ]}
      />
      <DateRangePicker value={range} onChange={setRange} timeZone={trafficZone} />
    </>
  );
}

type Option = { value: string; label: string };

/** The options by name, with what the address names even when the list does not have it (yet). */
function withChosen(options: Option[], chosen: string | null): Option[] {
  const sorted = options.toSorted((a, b) => a.label.localeCompare(b.label));
  if (!chosen || sorted.some(({ value }) => value === chosen)) return sorted;
  return [{ value: chosen, label: chosen }, ...sorted];
}
