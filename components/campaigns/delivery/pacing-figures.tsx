import type { ReactNode } from "react";
import { formatCount, formatMoney, formatPercent } from "@/components/ui/format";
import type { Pacing } from "@/lib/contracts/pacing";

/** Spent, even pace, needed a day, and where it ends; each with what it is measured against. */
export function PacingFigures({ pacing }: { pacing: Pacing }) {
  const money = (micros: number | null) => formatMoney(micros, pacing.currency);
  const { spentMicros, budgetMicros, evenMicros, elapsedDays, flightDays, remainingMicros } = pacing;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-4">
      <Figure name="spent" label="Spent" value={money(spentMicros)}>
        {budgetMicros === null
          ? "no budget"
          : `${formatPercent(budgetMicros > 0 ? spentMicros / budgetMicros : null, { digits: 1 })} of ${money(budgetMicros)}`}
      </Figure>
      <Figure name="even" label="Even pace by now" value={money(evenMicros)}>
        {elapsedDays === null || flightDays === null
          ? "no flight"
          : `day ${formatCount(Math.round(elapsedDays * 10) / 10)} of ${formatCount(flightDays)}`}
      </Figure>
      <Figure name="needed" label="Needed per day" value={money(pacing.neededPerDayMicros)}>
        {pacing.averagePerDayMicros === null ? "to spend the rest" : `now ${money(pacing.averagePerDayMicros)} a day`}
      </Figure>
      <Figure name="projected" label="Projected at the end" value={money(pacing.projectedMicros)}>
        {pacing.projectedLowMicros !== null && pacing.state !== "ended"
          ? `likely ${money(pacing.projectedLowMicros)} to ${money(pacing.projectedHighMicros)}`
          : remainingMicros === null
            ? "no budget"
            : `${money(Math.max(0, remainingMicros))} left now`}
      </Figure>
    </dl>
  );
}

type FigureProps = { name: string; label: string; value: string; children: ReactNode };

function Figure({ name, label, value, children }: FigureProps) {
  return (
    <div className="min-w-0" data-testid={`pacing-${name}`}>
      <dt className="text-muted-foreground text-sm">{label}</dt>
      <dd className="truncate font-semibold text-xl tracking-tight tabular-nums">{value}</dd>
      <dd className="text-faint-foreground text-xs tabular-nums">{children}</dd>
    </div>
  );
}
