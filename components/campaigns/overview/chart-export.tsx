"use client";

import { Download, FileText, ImageDown } from "lucide-react";
import type { RefObject } from "react";
import { reportPath } from "@/components/campaigns/report-path";
import { writeFilter } from "@/components/campaigns/report-view";
import type { ReportView } from "@/components/campaigns/use-report-view";
import { chartPicture } from "@/components/charts/chart-picture";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { formatDateTime } from "@/components/ui/format-time";
import { saveFile } from "@/components/ui/save-file";
import { toast } from "@/components/ui/toast";
import type { Performance } from "@/lib/contracts/reports";

type ChartExportProps = {
  data: Performance | undefined;
  title: string;
  view: ReportView;
  campaignId: string;
  /** What holds the chart. */
  figure: RefObject<HTMLElement | null>;
};

/** Takes the chart along: its figures as CSV, or as it is drawn. */
export function ChartExport({ data, title, view, campaignId, figure }: ChartExportProps) {
  const { dates, traffic, bucket, model, chosenZone, filter } = view;
  const query = { ...dates, traffic, bucket, model, timeZone: chosenZone, filter: filter && writeFilter(filter) };
  const savePicture = async () => {
    const chart = figure.current?.querySelector("svg");
    if (!chart || !data) return;
    const { campaign, timeZone, asOf } = data;
    const about = [
      `${campaign.advertiserName} · ${dates.from} – ${dates.to} · ${traffic} · days in ${timeZone}`,
      `Data as of ${formatDateTime(asOf, timeZone)}`,
    ];
    try {
      const picture = await chartPicture(chart, { title: `${campaign.name}: ${title}`, about });
      saveFile(`${campaignId}-${dates.from}-${dates.to}.png`, picture);
    } catch {
      toast.error("The picture could not be drawn by this browser.");
    }
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="secondary" disabled={!data}>
          <Download aria-hidden />
          Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem asChild>
          <a href={reportPath(campaignId, "performance", { ...query, format: "csv" })} download>
            <FileText aria-hidden />
            Figures as CSV
          </a>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void savePicture()}>
          <ImageDown aria-hidden />
          Chart as picture
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
