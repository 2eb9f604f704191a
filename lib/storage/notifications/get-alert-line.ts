import { z } from "zod";
import { alertEventTypeSchema, alertStateSchema, severitySchema } from "@/lib/contracts/alerts";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  alertId: z.string(),
  title: z.string(),
  severity: severitySchema,
  state: alertStateSchema,
  monitor: z.string(),
  metric: z.string(),
  observed: z.number().nullable(),
  expected: z.number().nullable(),
  startedAt: z.date(),
  type: alertEventTypeSchema,
  actor: z.string(),
  at: z.date(),
  delivered: z.boolean(),
});
export type AlertLine = z.infer<typeof rowSchema>;

/** Gives one line of an alert's timeline with its alert, and whether this channel has told it; null without it. */
export async function getAlertLine(db: Database, alertEventId: string, channel: string): Promise<AlertLine | null> {
  const rows = await db.$queryRaw`
    select alert.id as "alertId", alert.title, alert.severity, alert.state, alert.monitor, alert.metric,
      alert.observed, alert.expected, alert.started_at as "startedAt", line.type, line.actor, line.at,
      exists (select from notification n where n.alert_event_id = line.id and n.channel = ${channel}) as delivered
    from alert_event line
    join alert on alert.id = line.alert_id
    where line.id = ${alertEventId}::bigint`;
  return z.array(rowSchema).parse(rows)[0] ?? null;
}
