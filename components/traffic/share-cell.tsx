import { cn } from "@/components/ui/cn";
import { formatInteger, formatPercent } from "@/components/ui/format";
import { TableCell } from "@/components/ui/table";
import { shareOf } from "./share-figures";

/** Above this share of a row's traffic the figure stands out. */
const conspicuous = 0.1;

/**
 * How much of a row is invalid: the share, and the two counts below it.
 * @param props.gross null where it is not known (sites of one source): the count stands alone then
 */
export function ShareCell({ invalid, gross }: { invalid: number; gross: number | null }) {
  const share = shareOf(invalid, gross);
  const stands = share !== null && share >= conspicuous;
  return (
    <TableCell numeric>
      <span className={cn(invalid === 0 && "text-faint-foreground", stands && "font-medium text-warning-text")}>
        {gross === null ? formatInteger(invalid) : formatPercent(share)}
      </span>
      {gross !== null && (
        <span className="block text-faint-foreground text-xs">
          {formatInteger(invalid)} of {formatInteger(gross)}
        </span>
      )}
    </TableCell>
  );
}
