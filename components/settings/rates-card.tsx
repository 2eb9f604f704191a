"use client";

import { Upload } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { formatInteger } from "@/components/ui/format";
import { formatCalendarDate } from "@/components/ui/format-time";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import type { CurrencyRate } from "@/lib/contracts/currency-rates";
import { ImportRatesDialog } from "./import-rates-dialog";
import { useRates } from "./queries";

const shownRates = 12;
const mostBytes = 10 * 1024 * 1024;

/** The newest currency rates, and the import of more. */
export function RatesCard() {
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const { data, error, refetch, isFetching } = useRates();
  const rates = data?.rates ?? [];

  async function choose(chosen: File | undefined) {
    if (!chosen) return;
    if (chosen.size > mostBytes)
      return toast.error("The file is larger than 10 MB", { description: "Import it in parts." });
    try {
      setFile({ name: chosen.name, text: await chosen.text() });
    } catch {
      toast.error("The file could not be read");
    }
  }

  return (
    <Card>
      <CardHeader
        title="Currency rates"
        description="Amounts in another currency than their campaign’s are converted with the rate of their UTC day, or else the latest of the seven days before. Without one the record is rejected, and can be replayed later."
        actions={
          <>
            <input
              ref={input}
              type="file"
              accept=".csv,text/csv"
              aria-label="CSV file of currency rates"
              className="sr-only"
              tabIndex={-1}
              onChange={(event) => {
                void choose(event.target.files?.[0]);
                // so that the same file can be chosen again
                event.target.value = "";
              }}
            />
            <Button variant="secondary" onClick={() => input.current?.click()}>
              <Upload aria-hidden />
              Import CSV
            </Button>
          </>
        }
      />
      {error && !data && (
        <ErrorState title="Rates could not be loaded" message={error.message} onRetry={refetch} retrying={isFetching} />
      )}
      {!data && !error && <SkeletonTable label="Currency rates" rows={6} columns={3} />}
      {data && rates.length === 0 && (
        <EmptyState
          title="No rates yet"
          description={
            <>
              Import a CSV file with the columns <code>day,base,currency,rate</code>: what one unit of <code>base</code>{" "}
              was worth in <code>currency</code> on that day.
            </>
          }
        />
      )}
      {rates.length > 0 && <RatesTable rates={rates.slice(0, shownRates)} />}
      {rates.length > shownRates && (
        <CardFooter>
          The newest {shownRates} of {formatInteger(rates.length)} that were read
        </CardFooter>
      )}
      {file && <ImportRatesDialog {...file} onClose={() => setFile(null)} />}
    </Card>
  );
}

function RatesTable({ rates }: { rates: readonly CurrencyRate[] }) {
  return (
    <Table label="Currency rates">
      <TableHeader>
        <TableRow>
          <TableHead>Day</TableHead>
          <TableHead>Currencies</TableHead>
          <TableHead numeric>Rate</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rates.map(({ day, base, currency, rate }) => (
          <TableRow key={`${day} ${base} ${currency}`}>
            <TableCell className="whitespace-nowrap">{formatCalendarDate(day)}</TableCell>
            <TableCell className="whitespace-nowrap">
              1 {base} <span className="text-muted-foreground">in {currency}</span>
            </TableCell>
            <TableCell numeric>{rate}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
