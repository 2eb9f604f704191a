"use client";

import { ChevronRight } from "lucide-react";
import { Fragment, useState } from "react";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/code-block";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { PreviewRecord } from "@/lib/contracts/preview";
import { isMeant, type PreviewRow, previewTable } from "./preview-columns";

/** The rows of a sample with our fields as columns; a rejected one says why, and each shows its raw text on demand. */
export function PreviewTable({ records }: { records: readonly PreviewRecord[] }) {
  const [opened, setOpened] = useState<number | null>(null);
  const { columns, rows } = previewTable(records);
  return (
    <Table label="Preview" containerClassName="max-h-84 overflow-y-auto">
      <TableHeader className="sticky top-0 z-10 bg-card shadow-[0_1px_0_0_var(--color-border)]">
        <TableRow>
          <TableHead>Row</TableHead>
          {columns.map((column) => (
            <TableHead key={column}>
              <code>{column}</code>
            </TableHead>
          ))}
          <TableHead className="w-full">Outcome</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => {
          const { record } = row.record;
          const isOpen = opened === record;
          return (
            <Fragment key={record}>
              <RecordRow
                row={row}
                columns={columns}
                isOpen={isOpen}
                onToggle={() => setOpened(isOpen ? null : record)}
              />
              {isOpen && (
                <TableRow>
                  <TableCell colSpan={columns.length + 2}>
                    <CodeBlock
                      title={`Row ${record} as it was sent`}
                      code={row.record.raw}
                      wrap
                      className="max-w-4xl"
                    />
                  </TableCell>
                </TableRow>
              )}
            </Fragment>
          );
        })}
      </TableBody>
    </Table>
  );
}

type RecordRowProps = { row: PreviewRow; columns: readonly string[]; isOpen: boolean; onToggle: () => void };

function RecordRow({ row: { record, cells }, columns, isOpen, onToggle }: RecordRowProps) {
  const { rejection } = record;
  return (
    <TableRow className={cn(rejection && "bg-danger-soft/60")}>
      <TableCell className="whitespace-nowrap">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={`Row ${record.record}, as it was sent`}
          onClick={onToggle}
          className="-ml-1 inline-flex items-center gap-1 rounded-sm px-1 text-muted-foreground tabular-nums hover:text-foreground"
        >
          <ChevronRight aria-hidden className={cn("size-3.5 transition-transform", isOpen && "rotate-90")} />
          {formatInteger(record.record)}
        </button>
      </TableCell>
      {columns.map((column, index) => (
        <TableCell
          key={column}
          className={cn("whitespace-nowrap", isMeant(column, rejection?.field) && "font-medium text-danger-text")}
        >
          <span className="block max-w-56 truncate" title={cells[index] ?? undefined}>
            {cells[index] ?? <span className="text-faint-foreground">–</span>}
          </span>
        </TableCell>
      ))}
      <TableCell className="min-w-72">
        {rejection ? (
          <>
            <span className="font-medium text-danger-text">{reasonText(rejection.reason)}</span>
            {rejection.field && <code className="text-xs"> {rejection.field}</code>}
            <span className="block text-muted-foreground text-xs">
              <ForeignText text={rejection.message} />
            </span>
          </>
        ) : (
          <span className="text-muted-foreground">fits{record.kind && ` as ${record.kind.replace("_", " ")}`}</span>
        )}
      </TableCell>
    </TableRow>
  );
}
