import { cn } from "@/components/ui/cn";
import { formatInteger, formatPercent } from "@/components/ui/format";
import { TableCell } from "@/components/ui/table";

/** Above this share of a row's traffic the figure stands out. */
const conspicuous = 0.1;

/** A share in per cent with the count that it is of below it. */
export function ShareCell({ count, share }: { count: number; share: number | null }) {
  const stands = share !== null && share >= conspicuous;
  return (
    <TableCell numeric>
      <span className={cn(count === 0 && "text-faint-foreground", stands && "font-medium text-warning-text")}>
        {formatPercent(share)}
      </span>
      <span className="block text-faint-foreground text-xs">{formatInteger(count)}</span>
    </TableCell>
  );
}
