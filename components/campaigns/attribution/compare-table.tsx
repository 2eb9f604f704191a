"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { formatCalendarDate } from "@/components/ui/format-time";
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Attribution, AttributionQuery } from "@/lib/contracts/attribution";
import { type ComparedFigure, compare, compareRows, figureFormat, type Side } from "./compare-figures";
import { DifferenceCell } from "./difference-cell";

type CompareTableProps = {
  label: string;
  attribution: Attribution;
  by: AttributionQuery["groupBy"];
  figure: ComparedFigure;
  currency: string;
  sides: [Side, Side];
  /** Of the two columns of figures. */
  headings: [string, string];
};

const shownRows = 12;

/** One figure of two sides by group, with the difference of the second from the first, and the totals. */
export function CompareTable(props: CompareTableProps) {
  const { label, attribution, by, figure, currency, sides, headings } = props;
  const [expanded, setExpanded] = useState(false);
  const rows = compareRows(attribution.rows, sides, figure);
  const format = figureFormat(figure, currency);
  const largest = Math.max(0, ...rows.map((row) => Math.abs(row.difference)));
  const total = compare(attribution.totals, sides, figure);
  if (rows.length === 0)
    return (
      <p className="px-5 pb-6 text-muted-foreground text-sm">
        No conversion of this range is credited to a touch, so there is nothing to share out.
      </p>
    );
  const isDay = by === "day";
  const shown = expanded || isDay ? rows : rows.slice(0, shownRows);
  return (
    <>
      <Table label={label} containerClassName="max-h-[36rem] overflow-y-auto" className="sm:table-fixed">
        <TableHeader>
          <TableRow>
            <TableHead>{by.replace(/^./, (letter) => letter.toUpperCase())}</TableHead>
            {headings.map((heading, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns that never move, and may be called the same.
              <TableHead key={index} numeric className="max-sm:whitespace-normal">
                {heading}
              </TableHead>
            ))}
            <TableHead numeric>Difference</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {shown.map((row) => (
            <TableRow key={row.group}>
              <TableCell className="max-w-28 truncate font-medium sm:max-w-72" title={isDay ? undefined : row.name}>
                {isDay ? formatCalendarDate(row.group) : <ForeignText text={row.name} />}
              </TableCell>
              <TableCell numeric>{format(row.left)}</TableCell>
              <TableCell numeric>{format(row.right)}</TableCell>
              <DifferenceCell {...row} largest={largest} format={format} />
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell>Total</TableCell>
            <TableCell numeric>{format(total.left)}</TableCell>
            <TableCell numeric>{format(total.right)}</TableCell>
            <DifferenceCell {...total} largest={0} format={format} />
          </TableRow>
        </TableFooter>
      </Table>
      {!isDay && rows.length > shownRows && (
        <div className="border-t px-5 py-2">
          <Button variant="ghost" size="sm" aria-expanded={expanded} onClick={() => setExpanded(!expanded)}>
            {expanded ? "Show fewer" : `Show all ${formatInteger(rows.length)}`}
          </Button>
        </div>
      )}
    </>
  );
}
