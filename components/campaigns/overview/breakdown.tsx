"use client";

import { usePerformance } from "@/components/campaigns/queries";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatCount, formatInteger, formatMoney, formatPercent } from "@/components/ui/format";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Performance } from "@/lib/contracts/reports";

type BreakdownProps = {
  campaignId: string;
  dates: { from: string; to: string };
  traffic: "net" | "gross";
  groupBy: "creative" | "site" | "device" | "country";
  title: string;
  className?: string;
};

const shownRows = 10;

/** The campaign's figures by one dimension, the largest first, with their share of the impressions. */
export function Breakdown({ campaignId, dates, traffic, groupBy, title, className }: BreakdownProps) {
  const query = usePerformance(campaignId, { ...dates, traffic, bucket: "none", groupBy });
  const { data, error, refetch, isFetching } = query;
  // a group of invalid traffic alone has nothing to show in net figures
  const rows = (data?.rows ?? []).filter((row) => row.impressions + row.clicks + row.conversions + row.costMicros > 0);
  rows.sort((a, b) => b.impressions - a.impressions || b.clicks - a.clicks);
  const more = rows.length - shownRows;
  return (
    <Card className={className}>
      <CardHeader title={title} description={more > 0 ? `The ${shownRows} largest of ${rows.length}` : undefined} />
      {error && !data && <ErrorState message={error.message} onRetry={refetch} retrying={isFetching} />}
      {!data && !error && <SkeletonTable label={title} rows={5} columns={5} />}
      {data && rows.length === 0 && (
        <CardContent className="text-muted-foreground text-sm">Nothing was delivered in this range.</CardContent>
      )}
      {data && rows.length > 0 && <BreakdownTable data={data} rows={rows.slice(0, shownRows)} label={title} />}
    </Card>
  );
}

type BreakdownTableProps = { data: Performance; rows: Performance["rows"]; label: string };

function BreakdownTable({ data, rows, label }: BreakdownTableProps) {
  const { totals, campaign } = data;
  return (
    <Table label={label}>
      <TableHeader>
        <TableRow>
          <TableHead>{label.replace("By ", "").replace(/^./, (letter) => letter.toUpperCase())}</TableHead>
          <TableHead numeric>Impressions</TableHead>
          <TableHead numeric className="max-sm:hidden">
            Share
          </TableHead>
          <TableHead numeric>Clicks</TableHead>
          <TableHead numeric>CTR</TableHead>
          <TableHead numeric>Conv.</TableHead>
          <TableHead numeric>Cost</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.group}>
            <TableCell className="max-w-48 truncate font-medium">
              <ForeignText text={row.groupName ?? row.group ?? ""} />
            </TableCell>
            <TableCell numeric>{formatInteger(row.impressions)}</TableCell>
            <TableCell numeric className="text-muted-foreground max-sm:hidden">
              {formatPercent(totals.impressions > 0 ? row.impressions / totals.impressions : null, { digits: 1 })}
            </TableCell>
            <TableCell numeric>{formatInteger(row.clicks)}</TableCell>
            <TableCell numeric>{formatPercent(row.ctr)}</TableCell>
            <TableCell numeric>{formatCount(row.conversions)}</TableCell>
            <TableCell numeric>{formatMoney(row.costMicros, campaign.currency)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
