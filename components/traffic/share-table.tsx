"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { ForeignText } from "@/components/ui/foreign-text";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { type ShareParams, useShares } from "./queries";
import { ShareCell } from "./share-cell";
import { mostInvalidFirst, type ShareRow } from "./share-figures";

type ShareTableProps = {
  by: "source" | "site";
  title: string;
  /** Heading of the first column. */
  noun: string;
  params: ShareParams;
  /** Called with a row's key when it is chosen as a filter. */
  onChoose?: (key: string) => void;
};

const shownRows = 10;

/** Where the invalid traffic comes from: by source or by site, the most of it first. */
export function ShareTable({ by, title, noun, params, onChoose }: ShareTableProps) {
  const { data, error, refetch, isFetching } = useShares(by, params);
  const [expanded, setExpanded] = useState(false);
  const rows = mostInvalidFirst(data?.rows ?? []);
  const shown = expanded ? rows : rows.slice(0, shownRows);
  return (
    <Card>
      <CardHeader
        title={title}
        description={rows.length > shownRows ? `The most invalid first, ${rows.length} in all` : undefined}
        actions={
          rows.length > shownRows && (
            <Button variant="ghost" size="sm" aria-expanded={expanded} onClick={() => setExpanded(!expanded)}>
              {expanded ? "Show fewer" : "Show all"}
            </Button>
          )
        }
      />
      {error && !data && <ErrorState message={error.message} onRetry={refetch} retrying={isFetching} />}
      {!data && !error && <SkeletonTable label={title} rows={4} columns={3} />}
      {data && rows.length === 0 && (
        <CardContent className="text-muted-foreground text-sm">There was no traffic in this range.</CardContent>
      )}
      {shown.length > 0 && (
        <Table label={title} containerClassName={expanded ? "max-h-[32rem] overflow-y-auto" : undefined}>
          <TableHeader>
            <TableRow>
              <TableHead>{noun}</TableHead>
              <TableHead numeric className="max-sm:whitespace-normal">
                Invalid impressions
              </TableHead>
              <TableHead numeric className="max-sm:whitespace-normal">
                Invalid clicks
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {shown.map((row) => (
              <Row key={row.key} row={row} onChoose={onChoose} />
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

function Row({ row, onChoose }: { row: ShareRow; onChoose: ShareTableProps["onChoose"] }) {
  const name = row.name || row.key || "not told";
  return (
    <TableRow interactive={onChoose !== undefined}>
      <TableCell className="max-w-28 truncate font-medium sm:max-w-44">
        {onChoose ? (
          <button type="button" className="rounded-sm hover:underline" onClick={() => onChoose(row.key)}>
            <ForeignText text={name} />
          </button>
        ) : (
          <ForeignText text={name} />
        )}
      </TableCell>
      <ShareCell invalid={row.invalidImpressions} gross={row.impressions} />
      <ShareCell invalid={row.invalidClicks} gross={row.clicks} />
    </TableRow>
  );
}
