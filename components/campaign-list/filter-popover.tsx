"use client";

import { ListFilter } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CountBadge } from "@/components/ui/count-badge";
import { Label } from "@/components/ui/label";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import { Tick } from "@/components/ui/tick";
import { statusWords } from "./campaign-name";
import { FigureFilterForm } from "./figure-filter-form";
import { campaignStatuses, type ListState, pricings } from "./list-state";

export type Advertiser = { id: string; name: string };

type FilterPopoverProps = {
  state: ListState;
  advertisers: readonly Advertiser[];
  onChange: (some: Partial<ListState>) => void;
};

const everyAdvertiser = "*";

/** All that the list can be narrowed by, except the search. */
export function FilterPopover({ state, advertisers, onChange }: FilterPopoverProps) {
  const active =
    state.statuses.length +
    state.pricings.length +
    state.figures.length +
    Number(state.isPacingOff) +
    Number(state.advertiserId !== null);
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="secondary">
          <ListFilter aria-hidden />
          Filter
          {active > 0 && <CountBadge count={active} label="active filters" />}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" className="w-80 space-y-4" aria-label="Filters">
        <Ticks
          legend="Status"
          options={campaignStatuses.map((value) => ({ value, label: statusWords[value].label }))}
          chosen={state.statuses}
          onChange={(statuses) => onChange({ statuses })}
        />
        <Ticks
          legend="Paid by"
          options={pricings.map((value) => ({ value, label: value.toUpperCase() }))}
          chosen={state.pricings}
          onChange={(next) => onChange({ pricings: next })}
        />
        <Tick checked={state.isPacingOff} onChange={() => onChange({ isPacingOff: !state.isPacingOff })}>
          Pacing off by more than 20 %
        </Tick>
        <div className="space-y-1.5">
          <Label htmlFor="filter-advertiser">Advertiser</Label>
          <Select
            id="filter-advertiser"
            className="w-full"
            value={state.advertiserId ?? everyAdvertiser}
            onChange={(id) => onChange({ advertiserId: id === everyAdvertiser ? null : id })}
            options={[
              { value: everyAdvertiser, label: "Every advertiser" },
              ...advertisers.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </div>
        <FigureFilterForm onAdd={(filter) => onChange({ figures: [...state.figures, filter] })} />
      </PopoverContent>
    </Popover>
  );
}

type TicksProps<T extends string> = {
  legend: string;
  options: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
};

function Ticks<T extends string>({ legend, options, chosen, onChange }: TicksProps<T>) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      <div className="grid grid-cols-2">
        {options.map(({ value, label }) => (
          <Tick
            key={value}
            checked={chosen.includes(value)}
            onChange={() =>
              onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value])
            }
          >
            {label}
          </Tick>
        ))}
      </div>
    </fieldset>
  );
}
