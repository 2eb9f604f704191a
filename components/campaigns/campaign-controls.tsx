"use client";

import { SlidersHorizontal } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DateRangePicker } from "@/components/ui/date-range-picker";
import { Label } from "@/components/ui/label";
import { modelLabel } from "@/components/ui/model-words";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { type Compare, compareChoices } from "@/components/ui/previous-period";
import { Select, type SelectOption } from "@/components/ui/select";
import { TrafficChoice } from "@/components/ui/traffic-choice";
import { bucketWords, reportModels } from "./report-view";
import type { ReportView } from "./use-report-view";

const compareOptions: Record<Compare, string> = {
  previous: "vs period before",
  week: "vs a week before",
  month: "vs 4 weeks before",
  year: "vs a year before",
  none: "no comparison",
};

/** What the page shows: traffic, range, comparison; and behind a button model, time zone and bucket. */
export function CampaignControls({ view }: { view: ReportView }) {
  return (
    <>
      <TrafficChoice value={view.traffic} onChange={view.setTraffic} />
      <DateRangePicker value={view.range} onChange={view.setRange} timeZone={view.timeZone} />
      <Select
        aria-label="Compare with"
        value={view.compare}
        onChange={(compare) => view.set({ compare: compare === "previous" ? null : compare })}
        options={compareChoices.map((value) => ({ value, label: compareOptions[value] }))}
      />
      <ViewSettings view={view} />
    </>
  );
}

function ViewSettings({ view }: { view: ReportView }) {
  const [first] = view.buckets;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const own = view.advertiserZone;
  const zones = [...new Set([own ?? "UTC", "UTC", here, view.timeZone])];
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="secondary" size="icon" aria-label="Attribution model, time zone and bucket">
          <SlidersHorizontal />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-72 space-y-4" aria-label="Attribution model, time zone and bucket">
        <Setting
          id="view-model"
          label="Attribution model"
          value={view.model}
          onChange={(model) => view.set({ model: model === "campaign" ? null : model })}
          options={reportModels.map((value) => ({
            value,
            label: value === "campaign" ? "The campaign’s own" : modelLabel(value),
          }))}
        />
        <Setting
          id="view-zone"
          label="Days of"
          value={view.timeZone}
          onChange={(zone) => view.set({ tz: zone === own ? null : zone })}
          options={zones.map((zone) => ({ value: zone, label: zone === own ? `${zone} (the advertiser’s)` : zone }))}
        />
        <Setting
          id="view-bucket"
          label="Chart by"
          value={view.bucket}
          onChange={(bucket) => view.set({ bucket: bucket === first ? null : bucket })}
          options={view.buckets.map((value) => ({ value, label: bucketWords[value] }))}
        />
      </PopoverContent>
    </Popover>
  );
}

type SettingProps<T extends string> = {
  id: string;
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly SelectOption<T>[];
};

function Setting<T extends string>({ id, label, ...select }: SettingProps<T>) {
  return (
    <div className="space-y-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} className="w-full" {...select} />
    </div>
  );
}
