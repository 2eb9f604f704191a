"use client";

import { Download } from "lucide-react";
import { Button } from "./button";
import type { DateRange } from "./date-range";
import { DateRangePicker } from "./date-range-picker";
import { SegmentedControl } from "./segmented-control";

type ReportControlsProps = {
  range: DateRange;
  timeZone: string;
  traffic: "net" | "gross";
  onRange: (range: DateRange) => void;
  onTraffic: (traffic: "net" | "gross") => void;
  /** Address of the same report as CSV. */
  downloadHref: string;
};

/** Range, net or gross, and the download: the same on every report. */
export function ReportControls({ range, timeZone, traffic, onRange, onTraffic, downloadHref }: ReportControlsProps) {
  return (
    <>
      <SegmentedControl
        label="Traffic"
        value={traffic}
        onChange={onTraffic}
        options={[
          { value: "net", label: "Net" },
          { value: "gross", label: "Gross" },
        ]}
      />
      <DateRangePicker value={range} onChange={onRange} timeZone={timeZone} />
      <Button variant="secondary" asChild>
        <a href={downloadHref} download>
          <Download aria-hidden />
          CSV
        </a>
      </Button>
    </>
  );
}
