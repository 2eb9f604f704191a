import { modelLabel } from "@/components/ui/model-words";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { attributionModelSchema } from "@/lib/contracts/catalog";
import { figureLabels } from "./compare-figures";
import { type AttributionControls, groupings } from "./use-attribution-controls";

const models = attributionModelSchema.options.map((value) => ({ value, label: modelLabel(value) }));

/** Which models, by what, and which figure. */
export function CompareControls({ controls }: { controls: AttributionControls }) {
  const { left, right, by, figure, figures, set } = controls;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 pb-4">
      <div className="flex min-w-0 items-center gap-2">
        <Select aria-label="First model" value={left} onChange={(next) => set({ left: next })} options={models} />
        <span className="text-muted-foreground text-sm">and</span>
        <Select aria-label="Second model" value={right} onChange={(next) => set({ right: next })} options={models} />
      </div>
      <SegmentedControl
        label="By"
        value={by}
        onChange={(next) => set({ by: next === "creative" ? null : next })}
        options={groupings.map((value) => ({ value, label: value.replace(/^./, (letter) => letter.toUpperCase()) }))}
      />
      <SegmentedControl
        label="Compared figure"
        value={figure}
        onChange={(next) => set({ compare: next === "conversions" ? null : next })}
        options={figures.map((value) => ({ value, label: figureLabels[value] }))}
      />
    </div>
  );
}
