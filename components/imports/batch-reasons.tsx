import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { formatInteger, formatPercent } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import type { Batch } from "@/lib/contracts/batch";
import { isOver } from "./batch-words";

/** Why records were rejected, the commonest reason first. */
export function BatchReasons({ batch }: { batch: Batch }) {
  const largest = Math.max(1, ...batch.reasons.map(({ count }) => count));
  return (
    <Card>
      <CardHeader title="Reasons" description="Why records were rejected" />
      <CardContent>
        {batch.reasons.length === 0 && (
          <p className="py-4 text-muted-foreground text-sm">
            {isOver(batch) ? "No record was rejected." : "No record was rejected so far."}
          </p>
        )}
        {batch.reasons.length > 0 && (
          <table aria-label="Reasons" className="w-full text-sm">
            <thead className="text-muted-foreground text-xs">
              <tr>
                <th scope="col" className="pb-1 text-left font-medium">
                  Reason and field
                </th>
                <th scope="col" className="w-20 pb-1 text-right font-medium">
                  Records
                </th>
                <th scope="col" className="w-16 pb-1 text-right font-medium">
                  Share
                </th>
              </tr>
            </thead>
            <tbody>
              {batch.reasons.map(({ reason, field, count }) => (
                <tr key={`${reason} ${field}`} className="align-top">
                  <th scope="row" className="py-2 pr-4 text-left font-normal">
                    {reasonText(reason)}
                    {field && <code className="text-muted-foreground text-xs [overflow-wrap:anywhere]"> {field}</code>}
                    <span
                      aria-hidden
                      className="mt-1.5 block h-1 min-w-1 rounded-full bg-danger/70"
                      style={{ width: `${(count / largest) * 100}%` }}
                    />
                  </th>
                  <td className="py-2 text-right font-medium tabular-nums">{formatInteger(count)}</td>
                  <td className="py-2 text-right text-muted-foreground tabular-nums">
                    {formatPercent(count / batch.rejected, { digits: 1 })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </CardContent>
    </Card>
  );
}
