import type { ReportScope } from "@/components/campaigns/report-scope";
import { formatCount, formatInteger, formatMoney } from "@/components/ui/format";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Attributed, Attribution } from "@/lib/contracts/attribution";
import { sideOf } from "./compare-figures";
import { CompareTable } from "./compare-table";
import { DifferenceCell } from "./difference-cell";
import type { AttributionControls } from "./use-attribution-controls";

type WhatIfResultProps = { attribution: Attribution; scope: ReportScope; controls: AttributionControls };

/** What is stored beside what the other windows would give: in total, and by group. */
export function WhatIfResult({ attribution, scope, controls }: WhatIfResultProps) {
  const { by, figure, left } = controls;
  const { windows } = attribution;
  const stored = sideOf(attribution.totals, { model: left, as: "stored" });
  const whatIf = sideOf(attribution.totals, { model: left, as: "whatIf" });
  const heading = `${windows.clickWindowDays} d click, ${windows.viewWindowDays} d view`;
  const lines = stored && whatIf ? totalLines(stored, whatIf, attribution, scope) : [];
  return (
    <>
      <Table label="Stored and what if, in total" className="sm:table-fixed max-sm:[&_td]:px-2 max-sm:[&_th]:px-2">
        <TableHeader>
          <TableRow>
            <TableHead>In total</TableHead>
            <TableHead numeric>Stored</TableHead>
            <TableHead numeric className="max-sm:whitespace-normal">
              {heading}
            </TableHead>
            <TableHead numeric>Difference</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {lines.map(({ label, left: before, right: after, format }) => (
            <TableRow key={label} data-testid={`what-if-${label.toLowerCase().replaceAll(" ", "-")}`}>
              <TableCell className="font-medium">{label}</TableCell>
              <TableCell numeric>{format(before)}</TableCell>
              <TableCell numeric>{format(after)}</TableCell>
              <DifferenceCell
                difference={after - before}
                relative={before === 0 ? null : (after - before) / before}
                largest={0}
                format={format}
              />
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <div className="border-t pt-1">
        <CompareTable
          label="Stored and what if"
          attribution={attribution}
          by={by}
          figure={figure}
          currency={scope.currency}
          sides={[
            { model: left, as: "stored" },
            { model: left, as: "whatIf" },
          ]}
          headings={["Stored", heading]}
        />
      </div>
    </>
  );
}

function totalLines(
  stored: Attributed,
  whatIf: Attributed,
  { unattributed }: Attribution,
  { currency, pricing }: ReportScope,
) {
  const money = (value: number) => formatMoney(value, currency);
  const line = (label: string, key: keyof Attributed, format: (value: number) => string) => ({
    label,
    left: stored[key],
    right: whatIf[key],
    format,
  });
  return [
    line("Conversions", "conversions", formatCount),
    line("Post-click", "postClickConversions", formatCount),
    line("Post-view", "postViewConversions", formatCount),
    {
      label: "Unattributed",
      left: unattributed.stored,
      right: unattributed.whatIf ?? unattributed.stored,
      format: formatInteger,
    },
    line("Revenue", "revenueMicros", money),
    ...(pricing === "cpa" ? [line("Cost", "costMicros", money)] : []),
  ];
}
