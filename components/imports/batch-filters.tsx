"use client";

import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import type { Batch } from "@/lib/contracts/batch";
import { useSources } from "./queries";

const allSources = "all";
const states = ["all", "receiving", "processing", "done", "failed"] as const;
const stateLabels = { all: "All", receiving: "Receiving", processing: "Processing", done: "Done", failed: "Failed" };

export type BatchFiltersProps = {
  source: string | null;
  state: Batch["state"] | null;
  onSource: (source: string | null) => void;
  onState: (state: Batch["state"] | null) => void;
};

/** Which batches are listed. */
export function BatchFilters({ source, state, onSource, onState }: BatchFiltersProps) {
  const { data } = useSources();
  const names = data?.sources.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const unknown = source && !names.some(({ value }) => value === source) ? [{ value: source, label: source }] : [];
  return (
    <>
      <Select
        aria-label="Source"
        className="max-w-56"
        value={source ?? allSources}
        onChange={(next) => onSource(next === allSources ? null : next)}
        options={[{ value: allSources, label: "All sources" }, ...names, ...unknown]}
      />
      <SegmentedControl
        label="State"
        value={state ?? "all"}
        onChange={(next) => onState(next === "all" ? null : next)}
        options={states.map((value) => ({ value, label: stateLabels[value] }))}
      />
    </>
  );
}
