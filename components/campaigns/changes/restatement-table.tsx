import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatCalendarDate } from "@/components/ui/format-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Restatement } from "@/lib/contracts/restatement";
import { causesText, restatedLabel, restatedTexts } from "./restatement-words";

type RestatementTableProps = { rows: readonly Restatement[]; timeZone: string; currency: string };

/** Day, figure, from and to, why, whose data, and when. */
export function RestatementTable({ rows, timeZone, currency }: RestatementTableProps) {
  return (
    <Table label="Restatements">
      <TableHeader>
        <TableRow>
          <TableHead className="max-sm:hidden">Day</TableHead>
          <TableHead className="max-sm:pl-5">Figure</TableHead>
          <TableHead numeric>From → to</TableHead>
          <TableHead numeric>Change</TableHead>
          <TableHead>Why</TableHead>
          <TableHead numeric>When</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.id} row={row} timeZone={timeZone} currency={currency} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ row, timeZone, currency }: { row: Restatement; timeZone: string; currency: string }) {
  const texts = restatedTexts(row.metric, row, currency);
  const up = row.to > row.from;
  return (
    <TableRow data-testid="restatement-row">
      <TableCell className="whitespace-nowrap font-medium tabular-nums max-sm:hidden">
        {formatCalendarDate(row.day)}
      </TableCell>
      <TableCell className="min-w-40 max-sm:pl-5">
        {restatedLabel(row.metric, row.model)}
        <span className="block text-muted-foreground text-xs tabular-nums sm:hidden">
          {formatCalendarDate(row.day)}
        </span>
      </TableCell>
      <TableCell numeric>
        <span className="text-muted-foreground">{texts.from}</span>
        <ArrowRight aria-label="to" className="mx-1.5 inline size-3.5 text-faint-foreground" />
        <span className="font-medium">{texts.to}</span>
      </TableCell>
      <TableCell numeric className={cn(up ? "text-foreground" : "text-muted-foreground")}>
        {up ? "+" : "−"}
        {texts.difference}
      </TableCell>
      <TableCell className="min-w-72 max-w-lg text-pretty">
        <span className="block">{causesText(row.causes)}</span>
        {row.sources.length > 0 && (
          <span className="block truncate text-faint-foreground text-xs">
            {row.sources.map(({ source, sourceName }, index) => (
              <span key={source}>
                {index > 0 && ", "}
                <Link href={`/sources/${encodeURIComponent(source)}`} className="rounded-sm hover:underline">
                  <ForeignText text={sourceName} />
                </Link>
              </span>
            ))}
          </span>
        )}
      </TableCell>
      <TableCell numeric className="text-muted-foreground">
        <TimeAgo at={row.at} timeZone={timeZone} />
      </TableCell>
    </TableRow>
  );
}
