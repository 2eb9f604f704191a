"use client";

import type { ReportScope } from "@/components/campaigns/report-scope";
import { Badge } from "@/components/ui/badge";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatMoney } from "@/components/ui/format";
import { formatDateTime } from "@/components/ui/format-time";
import { ruleTitle } from "@/components/ui/rule-words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ConversionList } from "@/lib/contracts/conversions";
import { stateWords } from "./conversion-words";
import { useOpenConversion } from "./use-open-conversion";

type ConversionRow = ConversionList["rows"][number];
type ConversionTableProps = { rows: readonly ConversionRow[]; scope: Pick<ReportScope, "timeZone" | "currency"> };

/** When, of which type, worth what, and which touch has the most of it. */
export function ConversionTable({ rows, scope }: ConversionTableProps) {
  return (
    <Table label="Conversions">
      <TableHeader>
        <TableRow>
          <TableHead>When</TableHead>
          <TableHead>Type</TableHead>
          <TableHead numeric>Value</TableHead>
          <TableHead>Credited to</TableHead>
          <TableHead>Order</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <Row key={`${row.eventId} ${row.occurredAt}`} row={row} scope={scope} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ row, scope }: { row: ConversionRow; scope: ConversionTableProps["scope"] }) {
  const { open } = useOpenConversion();
  const { eventId, occurredAt } = row;
  return (
    <TableRow interactive className="relative" data-testid="conversion-row">
      <TableCell className="whitespace-nowrap font-medium tabular-nums">
        <button
          type="button"
          aria-haspopup="dialog"
          data-opens={eventId}
          onClick={() => open({ eventId, occurredAt })}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2"
        >
          {formatDateTime(occurredAt, scope.timeZone, { seconds: true })}
          <span className="sr-only">: why it is credited as it is</span>
        </button>
      </TableCell>
      <TableCell className="max-w-40 truncate">
        <ForeignText text={row.conversionType} />
      </TableCell>
      <TableCell numeric>{formatMoney(row.valueMicros, scope.currency)}</TableCell>
      <TableCell className="min-w-56 max-w-96">
        <CreditedTo row={row} />
      </TableCell>
      <TableCell className="max-w-40 truncate text-muted-foreground">
        {row.orderId === null ? "–" : <ForeignText text={row.orderId} />}
      </TableCell>
    </TableRow>
  );
}

function CreditedTo({ row }: { row: ConversionRow }) {
  const { state, touchKind, touches, creativeName, creativeId, site, filterReason } = row;
  const more = touches - 1;
  return (
    <span className="flex min-w-0 items-center gap-2">
      {filterReason !== null && (
        <Badge tone="danger" title={ruleTitle(filterReason)}>
          invalid
        </Badge>
      )}
      {state !== "credited" && <Badge tone={stateWords[state].tone}>{stateWords[state].label}</Badge>}
      {state === "credited" && (
        <>
          <Badge tone="outline">{touchKind ?? "touch"}</Badge>
          <span className="truncate">
            <ForeignText text={creativeName ?? creativeId ?? "unknown"} />
            {site !== null && (
              <span className="text-muted-foreground">
                {" · "}
                <ForeignText text={site} />
              </span>
            )}
          </span>
          {more > 0 && <span className="shrink-0 text-faint-foreground text-xs">+{more}</span>}
        </>
      )}
    </span>
  );
}
