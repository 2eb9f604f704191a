import { z } from "zod";
import { systemClock } from "@/lib/clock";
import { type AlertQuery, type alertListSchema, alertStateSchema } from "@/lib/contracts/alerts";
import { listFeedingSources } from "@/lib/read-models/feeding/list-feeding-sources";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { alertColumns, alertRowSchema, readableAlerts, withUrl } from "./alert-rows";

/** The inbox shows the newest; older ones are found by a filter. */
const maxAlerts = 500;

const countsSchema = z.array(z.object({ state: alertStateSchema, count: z.number().int() }));

/**
 * `GET /api/alerts`: alerts that pass every filter, the one seen last first, at most 500, and how
 * many there are in each state whatever the filter.
 * @param publicUrl where the console is reached, without a slash at the end
 */
export async function listAlerts(
  scope: ReportScope,
  query: AlertQuery,
  publicUrl: string,
  db: Database = getPrisma(),
): Promise<z.infer<typeof alertListSchema>> {
  const readable = readableAlerts(scope, await listFeedingSources(scope, db, systemClock));
  const { state = null, severity = null, campaignId = null, source = null } = query;
  const [rows, countRows] = await Promise.all([
    db.$queryRaw`
      select ${alertColumns}
      from alert
      where (${state}::text[] is null or state = any(${state}::text[]))
        and (${severity}::text[] is null or severity = any(${severity}::text[]))
        and (${campaignId}::text is null or campaign_id = ${campaignId})
        and (${source}::text is null or source_id = ${source})
        and ${readable}
      order by last_seen_at desc, id
      limit ${maxAlerts}`,
    db.$queryRaw`select state, count(*)::int as count from alert where ${readable} group by state`,
  ]);
  const counts = { open: 0, acknowledged: 0, snoozed: 0, resolved: 0 };
  for (const { state, count } of countsSchema.parse(countRows)) counts[state] = count;
  return {
    alerts: z
      .array(alertRowSchema)
      .parse(rows)
      .map((row) => withUrl(row, publicUrl)),
    counts,
  };
}
