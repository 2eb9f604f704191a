import Link from "next/link";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import type { AlertDetail } from "@/lib/contracts/alerts";
import { factText, metricName } from "./alert-words";

/** The figures that the monitor saw, and where to look further. */
export function Evidence({ alert }: { alert: AlertDetail }) {
  const facts = Object.entries(alert.evidence);
  return (
    <Card>
      <CardHeader title="Evidence" />
      <CardContent>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-sm">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted-foreground">{metricName(name)}</dt>
              <dd className="min-w-0 whitespace-pre-line break-words tabular-nums">{factText(value)}</dd>
            </div>
          ))}
        </dl>
        {facts.length === 0 && <p className="text-muted-foreground text-sm">The monitor kept no further figures.</p>}
        <p className="mt-4 flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {alert.sourceId && (
            <Link href="/freshness" className="underline underline-offset-4">
              Freshness of the source
            </Link>
          )}
          {alert.sourceId && (
            <Link
              href={`/quality?source=${encodeURIComponent(alert.sourceId)}`}
              className="underline underline-offset-4"
            >
              Its rejected records
            </Link>
          )}
          {alert.campaignId && (
            <Link href={`/campaigns/${encodeURIComponent(alert.campaignId)}`} className="underline underline-offset-4">
              The campaign
            </Link>
          )}
        </p>
      </CardContent>
    </Card>
  );
}
