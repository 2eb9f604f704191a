"use client";

import { SlidersHorizontal } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { modelLabel } from "@/components/ui/model-words";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import { attributionModelSchema } from "@/lib/contracts/catalog";
import type { ReportChoices } from "./use-report-choices";

/** How figures are counted: by which attribution model, and by whose days. */
export function ReportSettings({ choices }: { choices: ReportChoices }) {
  const { model, timeZone, zones } = choices;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="secondary" size="icon" aria-label="Attribution model and time zone">
          <SlidersHorizontal />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-72 space-y-4" aria-label="Attribution model and time zone">
        <div className="space-y-1.5">
          <Label htmlFor="list-model">Attribution model</Label>
          <Select
            id="list-model"
            className="w-full"
            value={model}
            onChange={choices.setModel}
            options={[
              { value: "campaign", label: "Each campaign's own" },
              ...attributionModelSchema.options.map((value) => ({ value, label: modelLabel(value) })),
            ]}
          />
        </div>
        <div className="space-y-1.5">
          <Label htmlFor="list-zone">Days of</Label>
          <Select
            id="list-zone"
            className="w-full"
            value={timeZone}
            onChange={choices.setTimeZone}
            options={zones.map((zone) => ({ value: zone, label: zone }))}
          />
        </div>
      </PopoverContent>
    </Popover>
  );
}
