import { Sparkline } from "@/components/charts/sparkline";
import { Change } from "@/components/ui/change";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatCount, formatInteger, formatMoney, formatPercent } from "@/components/ui/format";
import { SortableHead } from "@/components/ui/sortable-head";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { type BreakdownColumn, type BreakdownRow, breakdownColumns } from "./breakdown-rows";

type BreakdownTableProps = {
  label: string;
  rows: readonly BreakdownRow[];
  currency: string;
  /** What the rows are sorted by; its change and its course are shown. */
  column: BreakdownColumn;
  onColumn: (column: BreakdownColumn) => void;
  /** The course of each group; null where there is none to show. */
  trends: ReadonlyMap<string, readonly (number | null)[]> | null;
  /** Shows one group only. */
  onOpen: (group: string) => void;
};

const labels: Record<BreakdownColumn, string> = {
  impressions: "Impressions",
  clicks: "Clicks",
  ctr: "CTR",
  conversions: "Conv.",
  costMicros: "Cost",
  cpaMicros: "CPA",
};

/** Groups with their figures, a bar for their share, the change and the course of the sorted column. */
export function BreakdownTable(props: BreakdownTableProps) {
  const { label, rows, currency, column, onColumn, trends, onOpen } = props;
  return (
    <Table label={label}>
      <TableHeader>
        <TableRow>
          <TableHead>{label.replace("By ", "").replace(/^./, (letter) => letter.toUpperCase())}</TableHead>
          <TableHead numeric className="max-sm:hidden">
            Share
          </TableHead>
          {breakdownColumns.map((key) => (
            <SortableHead
              key={key}
              column={key}
              numeric
              sort={{ column, direction: "desc" }}
              onSort={({ column: next }) => onColumn(next)}
              className={key === "cpaMicros" ? "max-md:hidden" : undefined}
            >
              {labels[key]}
            </SortableHead>
          ))}
          <TableHead numeric className="max-sm:hidden">
            Change
          </TableHead>
          {trends && <TableHead className="w-24 max-md:hidden">Trend</TableHead>}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.group} interactive>
            <TableCell className="max-w-48 font-medium">
              <button
                type="button"
                onClick={() => onOpen(row.group)}
                title={`Only ${row.name}`}
                className="block max-w-full truncate rounded-sm text-left hover:underline"
              >
                <ForeignText text={row.name} />
              </button>
            </TableCell>
            <TableCell numeric className="w-28 text-muted-foreground max-sm:hidden">
              <Share share={row.share} />
            </TableCell>
            {breakdownColumns.map((key) => (
              <TableCell key={key} numeric className={key === "cpaMicros" ? "max-md:hidden" : undefined}>
                {show(row, key, currency)}
              </TableCell>
            ))}
            <TableCell numeric className="max-sm:hidden">
              <Change
                value={row.change}
                better={column === "cpaMicros" ? "down" : column === "costMicros" ? "neither" : "up"}
              />
            </TableCell>
            {trends && (
              <TableCell className="w-24 max-md:hidden">
                <div aria-hidden className="h-6">
                  <Course values={trends.get(row.group)} />
                </div>
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function show({ figures }: BreakdownRow, key: BreakdownColumn, currency: string): string {
  if (key === "ctr") return formatPercent(figures.ctr);
  if (key === "conversions") return formatCount(figures.conversions);
  return key === "costMicros" || key === "cpaMicros"
    ? formatMoney(figures[key], currency)
    : formatInteger(figures[key]);
}

function Share({ share }: { share: number | null }) {
  return (
    <span className="flex items-center justify-end gap-2">
      <span aria-hidden className="h-1.5 w-12 overflow-hidden rounded-full bg-muted">
        <span className="block h-full rounded-full bg-brand/60" style={{ width: `${(share ?? 0) * 100}%` }} />
      </span>
      <span className="w-11">{formatPercent(share, { digits: 1 })}</span>
    </span>
  );
}

function Course({ values }: { values: readonly (number | null)[] | undefined }) {
  if (!values || values.length < 2) return null;
  return <Sparkline values={values} height={24} />;
}
