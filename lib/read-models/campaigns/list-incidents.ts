import { z } from "zod";
import type { Clock } from "@/lib/clock";
import { severitySchema } from "@/lib/contracts/alerts";
import { eventKindSchema } from "@/lib/contracts/kinds";
import type { Performance } from "@/lib/contracts/reports";
import { listFeedingSources, ofSources } from "@/lib/read-models/feeding/list-feeding-sources";
import type { ReportScope } from "@/lib/scope";
import type { Database } from "@/lib/storage/prisma";
import { touchedMetrics } from "./touched-metrics";

const rowsSchema = z.array(
  z.object({
    alertId: z.string(),
    title: z.string(),
    severity: severitySchema,
    metric: z.string(),
    kinds: z.array(eventKindSchema),
  }),
);

/**
 * The alerts that a campaign's reader must know of: not resolved, begun by a day after the range's
 * end (a monitor may notice that late), and either of this campaign or of no campaign at all. An
 * alert of a source counts for every campaign: any source can send events of any of them, and which
 * did is only in the raw events, which no screen scans. Whoever sees some advertisers only is told of sources that feed
 * theirs.
 * @returns the gravest first, at most 20
 */
export async function listIncidents(
  scope: ReportScope,
  db: Database,
  clock: Clock,
  { campaignId, to }: { campaignId: string; to: number },
): Promise<Performance["incidents"]> {
  const feeding = await listFeedingSources(scope, db, clock);
  const rows = await db.$queryRaw`
    select id as "alertId", title, severity, metric,
      -- not a condition on the alert inside: TimescaleDB 2.28 has no plan for that ("unsupported subplan type for SkipScan")
      case when campaign_id is null then array(
        select distinct watermark.kind from watermark where watermark.source_id = alert.source_id
      ) else '{}' end as kinds
    from alert
    where state <> 'resolved' and (campaign_id = ${campaignId} or campaign_id is null and ${ofSources(feeding)})
      and started_at < ${new Date(to).toISOString()}::timestamptz + interval '1 day'
    order by array_position(array['critical', 'warning', 'info'], severity), last_seen_at desc, id
    limit 20`;
  return rowsSchema
    .parse(rows)
    .map(({ metric, kinds, ...incident }) => ({ ...incident, metrics: touchedMetrics({ metric, kinds }) }));
}
