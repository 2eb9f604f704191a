import { ForeignText } from "@/components/ui/foreign-text";
import { formatCount, formatInteger, formatMoney, formatPercent, formatRatio } from "@/components/ui/format";
import { formatCalendarDate, formatDateTime } from "@/components/ui/format-time";
import type { ReportDocument as Document } from "@/lib/contracts/share";
import { ReportBreakdown } from "./report-breakdown";
import { ReportChart } from "./report-chart";

/** A campaign's report as a document: the same on screen and on paper, without a way to anything else. */
export function ReportDocument({ report }: { report: Document }) {
  const { currency, timeZone, showMoney, totals } = report;
  const money = (micros: number | null) => formatMoney(micros, currency);
  const figures: [string, string][] = [
    ["Impressions", formatInteger(totals.impressions)],
    ["Reach", formatInteger(totals.reach)],
    ["Frequency", formatCount(totals.frequency)],
    ["Clicks", formatInteger(totals.clicks)],
    ["CTR", formatPercent(totals.ctr)],
    ["Conversions", formatCount(totals.conversions)],
    ["CVR", formatPercent(totals.cvr)],
  ];
  if (showMoney) {
    figures.push(["Cost", money(totals.costMicros)], ["CPM", money(totals.cpmMicros)]);
    figures.push(["Cost per conversion", money(totals.cpaMicros)]);
    figures.push(["Revenue", money(totals.revenueMicros)], ["ROAS", formatRatio(totals.roas)]);
  }
  return (
    <article className="space-y-8 print:space-y-6">
      <header className="border-b pb-4">
        <p className="text-muted-foreground text-sm">
          <ForeignText text={report.advertiserName} />
        </p>
        <h1 className="font-semibold text-2xl tracking-tight break-words">
          <ForeignText text={report.campaignName} />
        </h1>
        <p className="mt-1 text-muted-foreground text-sm">
          {formatCalendarDate(report.from)} – {formatCalendarDate(report.to)}, days in {timeZone}. Data as of{" "}
          {formatDateTime(report.asOf, timeZone)}.
        </p>
        {report.isIncomplete && (
          <p className="mt-2 text-sm text-warning-text">
            Data of some days is incomplete; their figures may still change.
          </p>
        )}
      </header>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4 print:grid-cols-4">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt className="text-muted-foreground text-xs">{label}</dt>
            <dd className="font-semibold text-lg tabular-nums tracking-tight">{value}</dd>
          </div>
        ))}
      </dl>
      <ReportChart report={report} metric="impressions" label="Impressions by day" format={formatInteger} />
      <ReportChart report={report} metric="conversions" label="Conversions by day" format={formatCount} />
      {report.breakdowns.map((breakdown) => (
        <ReportBreakdown key={breakdown.dimension} report={report} breakdown={breakdown} />
      ))}
      <Definitions report={report} />
    </article>
  );
}

function Definitions({ report }: { report: Document }) {
  return (
    <footer className="break-inside-avoid border-t pt-4 text-muted-foreground text-xs leading-5">
      <p>
        {report.traffic === "net"
          ? "Invalid traffic is left out of all figures."
          : "Figures are gross: invalid traffic is part of them."}{" "}
        Reach: different people with at least one impression. CTR: clicks of impressions. Conversions: credited to the
        campaign’s clicks and impressions inside its attribution windows; recent days may still grow. CVR: conversions
        of clicks.{report.showMoney && " CPM: cost of a thousand impressions. ROAS: revenue over cost."}
      </p>
    </footer>
  );
}
