"use client";

import { Download, Search } from "lucide-react";
import { useState } from "react";
import { type PerformanceParams, useEarlierPerformance, usePerformance } from "@/components/campaigns/queries";
import { reportPath } from "@/components/campaigns/report-path";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Input } from "@/components/ui/input";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { StaleNote } from "@/components/ui/stale-note";
import type { ReportFilter } from "@/lib/contracts/reports";
import { type BreakdownColumn, breakdownRows, trendsOf } from "./breakdown-rows";
import { BreakdownTable } from "./breakdown-table";

type BreakdownCardProps = {
  campaignId: string;
  params: PerformanceParams;
  compared: { from: string; to: string } | null;
  dimension: ReportFilter["dimension"];
  title: string;
  onFilter: (filter: ReportFilter) => void;
};

const firstRows = 10;
const moreRows = 40;
/** So many groups' courses are asked for at once. */
const trendRows = 50;

/** The campaign's figures by one dimension: sorted, searched, compared, each group with its course and a way into it. */
export function BreakdownCard({ campaignId, params, compared, dimension, title, onFilter }: BreakdownCardProps) {
  const [column, setColumn] = useState<BreakdownColumn>("impressions");
  const [search, setSearch] = useState("");
  const [limit, setLimit] = useState(firstRows);
  const query = { ...params, bucket: "none", groupBy: dimension } as const;
  const { data, error, refetch, isFetching } = usePerformance(campaignId, query);
  const earlier = useEarlierPerformance(campaignId, data && compared ? { ...query, ...compared } : null).data;
  const rows = data ? breakdownRows(data, earlier, { column, search }) : [];
  const shown = rows.slice(0, limit);
  const groups = shown.slice(0, trendRows).map(({ group }) => group);
  const isByDay = params.bucket === "day";
  const course = useEarlierPerformance(
    campaignId,
    isByDay && groups.length > 0
      ? { ...params, groupBy: dimension, filter: undefined, groups: JSON.stringify([...groups].sort()) }
      : null,
  ).data;
  const all = data?.rows.length ?? 0;
  const stale = data?.incidents.find(({ metrics }) => metrics.includes(column));
  return (
    <Card>
      <CardHeader
        title={title}
        description={
          stale ? (
            <StaleNote title={stale.title} href={`/alerts/${encodeURIComponent(stale.alertId)}`} />
          ) : rows.length > shown.length ? (
            `The ${shown.length} largest of ${rows.length}`
          ) : undefined
        }
        actions={
          <>
            {all > firstRows && (
              <Input
                type="search"
                icon={<Search aria-hidden />}
                className="w-40"
                aria-label={`Search ${title.toLowerCase()}`}
                placeholder="Search"
                value={search}
                onChange={(event) => setSearch(event.target.value)}
              />
            )}
            <Button variant="ghost" size="icon" asChild>
              <a
                href={reportPath(campaignId, "performance", { ...query, format: "csv" })}
                download
                aria-label={`${title} as CSV`}
              >
                <Download />
              </a>
            </Button>
          </>
        }
      />
      {error && !data && <ErrorState message={error.message} onRetry={refetch} retrying={isFetching} />}
      {!data && !error && <SkeletonTable label={title} rows={5} columns={5} />}
      {data && rows.length === 0 && (
        <CardContent className="text-muted-foreground text-sm">
          {search ? "No group is called so." : "Nothing was delivered in this range."}
        </CardContent>
      )}
      {data && rows.length > 0 && (
        <BreakdownTable
          label={title}
          rows={shown}
          currency={data.campaign.currency}
          column={column}
          onColumn={setColumn}
          trends={isByDay ? trendsOf(course, column) : null}
          onOpen={(value) => onFilter({ dimension, value })}
        />
      )}
      {rows.length > shown.length && (
        <CardFooter>
          <Button variant="ghost" size="sm" onClick={() => setLimit(limit + moreRows)}>
            Show more
          </Button>
        </CardFooter>
      )}
    </Card>
  );
}
