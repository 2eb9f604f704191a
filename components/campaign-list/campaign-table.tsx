"use client";

import Link from "next/link";
import { FlightBadge } from "@/components/ui/flight-badge";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatCount, formatInteger, formatMoney, formatPercent, formatRatio } from "@/components/ui/format";
import { type Sort, SortableHead } from "@/components/ui/sortable-head";
import { Table, TableBody, TableCell, TableHeader, TableRow } from "@/components/ui/table";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
import type { CampaignRow } from "@/lib/contracts/reports";

const columns = [
  { key: "impressions", label: "Impressions", show: (row: CampaignRow) => formatInteger(row.impressions) },
  { key: "clicks", label: "Clicks", show: (row: CampaignRow) => formatInteger(row.clicks) },
  { key: "ctr", label: "CTR", show: (row: CampaignRow) => formatPercent(row.ctr) },
  { key: "conversions", label: "Conversions", show: (row: CampaignRow) => formatCount(row.conversions) },
  { key: "costMicros", label: "Cost", show: (row: CampaignRow) => formatMoney(row.costMicros, row.currency) },
  { key: "cpaMicros", label: "CPA", show: (row: CampaignRow) => formatMoney(row.cpaMicros, row.currency) },
  { key: "roas", label: "ROAS", show: (row: CampaignRow) => formatRatio(row.roas) },
] as const;

type Column = "name" | (typeof columns)[number]["key"];
const sortable = ["impressions", "name", "clicks", "ctr", "conversions", "costMicros", "cpaMicros", "roas"] as const;

/** The order of two campaigns; one without a value comes last, whichever the direction. */
function compare(a: CampaignRow, b: CampaignRow, { column, direction }: Sort<Column>): number {
  const sign = direction === "asc" ? 1 : -1;
  if (column === "name") return sign * a.name.localeCompare(b.name);
  const [left, right] = [a[column], b[column]];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return sign * (left - right) || a.name.localeCompare(b.name);
}

/** `query` is handed on to the campaign's page, so that it opens with the same filters. */
export function CampaignTable({ rows, query }: { rows: readonly CampaignRow[]; query: string }) {
  const url = useUrlState();
  const sort: Sort<Column> = {
    column: oneOf(url.get("sort"), sortable),
    direction: url.get("order") === "asc" ? "asc" : "desc",
  };
  const onSort = (next: Sort<Column>) => url.set({ sort: next.column, order: next.direction });
  const sorted = [...rows].sort((a, b) => compare(a, b, sort));
  return (
    <Table label="Campaigns">
      <TableHeader>
        <TableRow>
          <SortableHead column="name" sort={sort} onSort={onSort}>
            Campaign
          </SortableHead>
          {columns.map(({ key, label }) => (
            <SortableHead key={key} column={key} sort={sort} onSort={onSort} numeric>
              {label}
            </SortableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {sorted.map((row) => (
          <TableRow key={row.campaignId} interactive>
            <TableCell className="min-w-40 max-w-44 sm:min-w-52 sm:max-w-80">
              <Link
                href={`/campaigns/${encodeURIComponent(row.campaignId)}?${query}`}
                className="block truncate rounded-sm font-medium hover:underline"
              >
                <ForeignText text={row.name} />
              </Link>
              <span className="flex items-center gap-2 text-muted-foreground text-xs">
                <span className="truncate">
                  <ForeignText text={row.advertiserName} />
                </span>
                <FlightBadge className="shrink-0 text-xs" startsOn={row.startsOn} endsOn={row.endsOn} />
              </span>
            </TableCell>
            {columns.map(({ key, show }) => (
              <TableCell key={key} numeric>
                {show(row)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
