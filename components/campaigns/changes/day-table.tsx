"use client";

import { QueryCard } from "@/components/campaigns/query-card";
import { useDays } from "@/components/campaigns/report-queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { CardContent } from "@/components/ui/card";
import { formatCount, formatInteger, formatPercent, NO_VALUE } from "@/components/ui/format";
import { formatCalendarDate } from "@/components/ui/format-time";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { curveText, type Day, dayStates, expectedText } from "./day-words";

/** How final the figures of each day are, by the day of the touch, the newest day first. */
export function DayTable({ scope }: { scope: ReportScope }) {
  const query = useDays(scope);
  return (
    <QueryCard
      query={query}
      title="Days"
      description={`By the day of the touch that a conversion is credited to (last touch), in ${scope.timeZone}. ${query.data ? curveText(query.data.curve) : ""}`}
      failed="The days could not be loaded"
      skeleton={<SkeletonTable label="Days" rows={8} columns={5} />}
    >
      {({ days }) =>
        days.length === 0 ? (
          <CardContent className="text-muted-foreground text-sm">No day of this range has begun.</CardContent>
        ) : (
          <DayRows days={[...days].reverse()} timeZone={scope.timeZone} />
        )
      }
    </QueryCard>
  );
}

function DayRows({ days, timeZone }: { days: readonly Day[]; timeZone: string }) {
  return (
    <Table label="Days" containerClassName="max-h-[32rem] overflow-y-auto">
      <TableHeader>
        <TableRow>
          <TableHead>Day</TableHead>
          <TableHead>State</TableHead>
          <TableHead numeric>Conv.</TableHead>
          <TableHead numeric>Expected</TableHead>
          <TableHead numeric>Settled</TableHead>
          <TableHead numeric>Restated</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {days.map((day) => (
          <TableRow key={day.day} data-testid="day-row">
            <TableCell className="whitespace-nowrap font-medium tabular-nums">{formatCalendarDate(day.day)}</TableCell>
            <TableCell>
              <span title={dayStates[day.state].hint}>
                <StatusDot tone={dayStates[day.state].tone}>{dayStates[day.state].label}</StatusDot>
              </span>
            </TableCell>
            <TableCell numeric>{formatCount(day.conversions)}</TableCell>
            <TableCell numeric>{expectedCell(day)}</TableCell>
            <TableCell numeric className="text-muted-foreground">
              {formatPercent(day.settledShare, { digits: 0 })}
            </TableCell>
            <TableCell numeric className="text-muted-foreground">
              {day.restatements === 0 ? (
                NO_VALUE
              ) : (
                <>
                  {formatInteger(day.restatements)}× · <TimeAgo at={day.lastRestatedAt} timeZone={timeZone} />
                </>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Nothing more of a closed day; of others an estimate, or that nobody knows. */
function expectedCell(day: Day): string {
  if (day.state === "closed") return "0";
  if (day.expected === null) return "not known";
  // nothing is added by none, and no sign stands before a bound
  return day.expected < 0.05 ? expectedText(day.expected) : `+${expectedText(day.expected)}`;
}
