import { signed } from "@/components/campaigns/signed";
import { cn } from "@/components/ui/cn";
import { formatPercent } from "@/components/ui/format";
import { TableCell } from "@/components/ui/table";

type DifferenceCellProps = {
  difference: number;
  /** Of the first side; null from nothing. */
  relative: number | null;
  /** The largest difference of the table, for the bar; 0 without one. */
  largest: number;
  format: (value: number) => string;
};

/** A difference with its sign and its part of the first side, and a bar to the left or right of the middle. */
export function DifferenceCell({ difference, relative, largest, format }: DifferenceCellProps) {
  const width = largest > 0 ? (Math.abs(difference) / largest) * 50 : 0;
  return (
    <TableCell numeric className={cn(difference === 0 && "text-faint-foreground")}>
      <span className="block">
        {signed(difference, format)}
        {relative !== null && difference !== 0 && (
          <span className="ml-2 hidden text-muted-foreground text-xs sm:inline">
            {signed(relative, (value) => formatPercent(value, { digits: 1 }))}
          </span>
        )}
      </span>
      {width > 0 && (
        <span aria-hidden className="relative mt-1 ml-auto block h-1 w-16 rounded-full bg-accent sm:w-28">
          <span
            className={cn("absolute inset-y-0 min-w-px rounded-full", difference > 0 ? "bg-chart-1" : "bg-chart-2")}
            style={difference > 0 ? { left: "50%", width: `${width}%` } : { right: "50%", width: `${width}%` }}
          />
        </span>
      )}
    </TableCell>
  );
}
