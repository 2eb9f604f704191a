import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { NO_VALUE } from "@/components/ui/format";
import { formatDateTime } from "@/components/ui/format-time";
import type { Batch } from "@/lib/contracts/batch";

/** When it came, when it was done, and which time its events are of. */
export function BatchTimes({ batch }: { batch: Batch }) {
  const times = [
    ["Received", batch.receivedAt],
    ["Done", batch.doneAt],
    ["Earliest event", batch.firstEventAt],
    ["Latest event", batch.lastEventAt],
  ] as const;
  return (
    <Card>
      <CardHeader title="Times" description="in UTC" />
      <CardContent>
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
          {times.map(([label, at]) => (
            <div key={label} className="contents">
              <dt className="text-muted-foreground">{label}</dt>
              <dd className="text-right tabular-nums">
                {at === null ? NO_VALUE : formatDateTime(at, "UTC", { seconds: true })}
              </dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  );
}
