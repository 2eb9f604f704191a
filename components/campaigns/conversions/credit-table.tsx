import { cn } from "@/components/ui/cn";
import { formatMoney, formatPercent } from "@/components/ui/format";
import { modelLabel } from "@/components/ui/model-words";
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { attributionModelSchema } from "@/lib/contracts/catalog";
import type { CandidateTouch, ConversionDetail } from "@/lib/contracts/conversions";
import { noCreditText } from "./conversion-words";
import { TouchName } from "./touch-name";

type CreditTableProps = { conversion: ConversionDetail; touches: readonly CandidateTouch[] };

const models = attributionModelSchema.options;

/** What each model gives each credited touch: its part of the conversion, and of the value. The own model first. */
export function CreditTable({ conversion, touches }: CreditTableProps) {
  const ordered = [conversion.model, ...models.filter((model) => model !== conversion.model)];
  const sum = (model: string, key: "creditMicros" | "revenueMicros") =>
    touches.reduce((total, { credits }) => total + (credits.find((each) => each.model === model)?.[key] ?? 0), 0);
  return (
    <section aria-label="Credits by model">
      <h3 className="mb-2 font-medium text-muted-foreground text-xs">What each model gives</h3>
      <div className="overflow-hidden rounded-lg border">
        <Table
          label="Credits by model"
          containerClassName="max-h-96 overflow-y-auto"
          className="[&_td]:px-2 [&_th]:px-2"
        >
          <TableHeader>
            <TableRow>
              <TableHead className="first:pl-3">Touch</TableHead>
              {ordered.map((model) => (
                <TableHead
                  key={model}
                  numeric
                  className={cn("last:pr-3", model === conversion.model && "text-foreground")}
                >
                  {modelLabel(model)}
                  {model === conversion.model && <span className="block text-2xs text-brand">the campaign’s</span>}
                </TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {touches.map((touch) => (
              <TableRow key={`${touch.kind} ${touch.eventId}`} data-testid="credit-row">
                <TableCell className="min-w-40 max-w-44 first:pl-3">
                  <TouchName touch={touch} timeZone={conversion.timeZone} />
                </TableCell>
                {ordered.map((model) => (
                  <CreditCell key={model} model={model} touch={touch} conversion={conversion} />
                ))}
              </TableRow>
            ))}
          </TableBody>
          <TableFooter>
            <TableRow>
              <TableCell className="first:pl-3">Together</TableCell>
              {ordered.map((model) => (
                <TableCell key={model} numeric className="last:pr-3">
                  {creditText(sum(model, "creditMicros"))}
                  <span className="block font-normal text-faint-foreground text-xs">
                    {formatMoney(sum(model, "revenueMicros"), conversion.currency)}
                  </span>
                </TableCell>
              ))}
            </TableRow>
          </TableFooter>
        </Table>
      </div>
    </section>
  );
}

type CreditCellProps = { model: string; touch: CandidateTouch; conversion: ConversionDetail };

function CreditCell({ model, touch, conversion }: CreditCellProps) {
  const credit = touch.credits.find((each) => each.model === model);
  if (!credit || credit.creditMicros === 0) {
    return (
      <TableCell
        numeric
        title={credit?.why ? noCreditText(credit.why, conversion) : undefined}
        className="text-faint-foreground last:pr-3"
      >
        –
      </TableCell>
    );
  }
  return (
    <TableCell numeric className={cn("last:pr-3", model === conversion.model && "font-medium")}>
      {creditText(credit.creditMicros)}
      <span className="block font-normal text-faint-foreground text-xs">
        {formatMoney(credit.revenueMicros, conversion.currency)}
      </span>
    </TableCell>
  );
}

/** Millionths of a conversion as per cent: "100%", "33.33%". */
function creditText(creditMicros: number): string {
  const fraction = creditMicros / 1_000_000;
  return formatPercent(fraction, { digits: creditMicros % 10_000 === 0 ? 0 : 2 });
}
