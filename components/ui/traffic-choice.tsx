import { SegmentedControl } from "./segmented-control";

type Traffic = "net" | "gross";

/** Without invalid traffic, or with it: the same on every report. */
export function TrafficChoice({ value, onChange }: { value: Traffic; onChange: (next: Traffic) => void }) {
  return (
    <SegmentedControl
      label="Traffic"
      value={value}
      onChange={onChange}
      options={[
        { value: "net", label: "Net" },
        { value: "gross", label: "Gross" },
      ]}
    />
  );
}
