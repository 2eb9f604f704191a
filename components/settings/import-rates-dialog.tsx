"use client";

import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { formatInteger } from "@/components/ui/format";
import { formatCalendarDate } from "@/components/ui/format-time";
import { toast } from "@/components/ui/toast";
import type { CurrencyRate } from "@/lib/contracts/currency-rates";
import { useImportRates } from "./queries";
import { readRates } from "./read-rates";

type ImportRatesDialogProps = { name: string; text: string; onClose: () => void };

/** What a file of rates holds, before any of it is imported; a file with a fault is not imported at all. */
export function ImportRatesDialog({ name, text, onClose }: ImportRatesDialogProps) {
  const importRates = useImportRates();
  const { rates, problems } = useMemo(() => readRates(text), [text]);
  const ready = problems.length === 0;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Import currency rates"
        description={name}
        className="sm:max-w-lg"
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              Cancel
            </Button>
            <Button
              disabled={!ready}
              pending={importRates.isPending}
              onClick={() =>
                importRates.mutate(rates, {
                  onSuccess: ({ created, updated }) => {
                    toast.success("Rates imported", {
                      description: `${formatInteger(created)} new, ${formatInteger(updated)} that were there`,
                    });
                    onClose();
                  },
                })
              }
            >
              {ready ? `Import ${formatInteger(rates.length)}` : "Import"}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4 text-sm">
          {ready ? (
            <p>
              {summaryOf(rates)} Rates that are there already are replaced. What was converted before stays as it is.
            </p>
          ) : (
            <Callout tone="danger" title="Nothing was imported: the file has faults">
              <ul className="mt-1 flex flex-col gap-1">
                {problems.map(({ line, message }) => (
                  <li key={line} className="break-words">
                    Line {formatInteger(line)}: {message}
                  </li>
                ))}
              </ul>
            </Callout>
          )}
          {importRates.error && <Callout tone="danger" title={importRates.error.message} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function summaryOf(rates: readonly CurrencyRate[]): string {
  const days = rates.map(({ day }) => day).sort();
  const pairs = new Set(rates.map(({ base, currency }) => `${base} ${currency}`)).size;
  const span = [days[0], days.at(-1)].map((day) => formatCalendarDate(day ?? ""));
  const when = span[0] === span[1] ? `of ${span[0]}` : `from ${span[0]} to ${span[1]}`;
  return `${formatInteger(rates.length)} ${rates.length === 1 ? "rate" : "rates"} of ${formatInteger(pairs)} ${pairs === 1 ? "pair" : "pairs"} of currencies, ${when}.`;
}
