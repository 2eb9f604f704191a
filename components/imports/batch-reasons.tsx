import { BarList } from "@/components/charts/bar-list";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { formatInteger } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import type { Batch } from "@/lib/contracts/batch";
import { isOver } from "./batch-words";

/** Why records were rejected, the commonest reason first. */
export function BatchReasons({ batch }: { batch: Batch }) {
  const items = batch.reasons.map(({ reason, field, count }) => ({
    key: `${reason} ${field}`,
    label: reasonText(reason),
    hint: field && <code>{field}</code>,
    value: count,
  }));
  return (
    <Card>
      <CardHeader title="Reasons" description="Why records were rejected" />
      <CardContent>
        <BarList
          label="Reasons"
          columns={["Reason and field", "Records"]}
          items={items}
          format={formatInteger}
          empty={isOver(batch) ? "No record was rejected." : "No record was rejected so far."}
        />
      </CardContent>
    </Card>
  );
}
