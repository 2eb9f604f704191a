import { ForeignText } from "@/components/ui/foreign-text";
import { formatCount, formatInteger, formatMoney, formatPercent } from "@/components/ui/format";
import type { ReportDocument } from "@/lib/contracts/share";

type Breakdown = ReportDocument["breakdowns"][number];

/** The largest groups of a dimension. */
export function ReportBreakdown({ report, breakdown }: { report: ReportDocument; breakdown: Breakdown }) {
  const { dimension, rows, groups } = breakdown;
  const title = `By ${dimension}`;
  if (rows.length === 0) return null;
  return (
    <section className="break-inside-avoid">
      <h2 className="mb-2 font-semibold text-base">
        {title}
        {groups > rows.length && (
          <span className="ml-2 font-normal text-muted-foreground text-sm">
            the {rows.length} largest of {formatInteger(groups)}
          </span>
        )}
      </h2>
      <table aria-label={title} className="w-full table-fixed text-sm">
        <thead className="border-b text-muted-foreground text-xs">
          <tr>
            <th scope="col" className="py-1.5 text-left font-medium capitalize">
              {dimension}
            </th>
            <Head>Impressions</Head>
            <Head>Clicks</Head>
            <Head className="max-sm:hidden print:table-cell">CTR</Head>
            <Head>Conv.</Head>
            {report.showMoney && <Head className="max-sm:hidden print:table-cell">Cost</Head>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="border-b last:border-b-0">
              <td className="truncate py-1.5">
                <ForeignText text={row.name} />
              </td>
              <Figure>{formatInteger(row.impressions)}</Figure>
              <Figure>{formatInteger(row.clicks)}</Figure>
              <Figure className="max-sm:hidden print:table-cell">{formatPercent(row.ctr)}</Figure>
              <Figure>{formatCount(row.conversions)}</Figure>
              {report.showMoney && (
                <Figure className="max-sm:hidden print:table-cell">
                  {formatMoney(row.costMicros, report.currency)}
                </Figure>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Head({ children, className = "" }: { children: string; className?: string }) {
  return (
    <th scope="col" className={`w-20 py-1.5 text-right font-medium ${className}`}>
      {children}
    </th>
  );
}

function Figure({ children, className = "" }: { children: string; className?: string }) {
  return <td className={`py-1.5 text-right tabular-nums ${className}`}>{children}</td>;
}
