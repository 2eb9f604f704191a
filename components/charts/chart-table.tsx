import { formatInteger } from "@/components/ui/format";
import { bucketLabel } from "./bucket-label";
import { type ChartBucket, type ChartMetric, type ChartRow, rowValue } from "./series";

const MAX_ROWS = 200;

export type ChartTableProps = {
  label: string;
  rows: readonly ChartRow[];
  metrics: readonly ChartMetric[];
  bucket: ChartBucket;
  timeZone: string;
};

/** The same values for people who cannot see the chart; the newest 200 buckets. */
export function ChartTable({ label, rows, metrics, bucket, timeZone }: ChartTableProps) {
  const shown = rows.slice(-MAX_ROWS);
  return (
    // a table is as wide as its columns, also when it is said to be a pixel: the frame is what is hidden
    <div className="sr-only">
      <table>
        <caption>
          {label}
          {shown.length < rows.length &&
            ` (the last ${formatInteger(MAX_ROWS)} of ${formatInteger(rows.length)} buckets)`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Time ({timeZone})</th>
            {metrics.map((metric) => (
              <th key={metric.key} scope="col">
                {metric.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.atMs}>
              <th scope="row">{bucketLabel(row.atMs, bucket, timeZone)}</th>
              {metrics.map((metric) => (
                <td key={metric.key}>{metric.format(rowValue(row, metric.key))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
