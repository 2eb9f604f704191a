import { z } from "zod";
import { type Alert, alertStateSchema, severitySchema } from "@/lib/contracts/alerts";
import { Prisma } from "@/lib/storage/prisma";

const time = z.date().transform((date) => date.toISOString());

/** What {@link alertColumns} gives. */
export const alertRowSchema = z.object({
  id: z.string(),
  fingerprint: z.string(),
  monitor: z.string(),
  title: z.string(),
  severity: severitySchema,
  state: alertStateSchema,
  sourceId: z.string().nullable(),
  campaignId: z.string().nullable(),
  metric: z.string(),
  observed: z.number().nullable(),
  expected: z.number().nullable(),
  startedAt: time,
  lastSeenAt: time,
  resolvedAt: time.nullable(),
  snoozedUntil: time.nullable(),
  occurrences: z.number().int(),
  assignee: z.string().nullable(),
});

export const alertColumns = Prisma.sql`
  alert.id, fingerprint, monitor, title, severity, state, source_id as "sourceId", campaign_id as "campaignId",
  metric, observed, expected, started_at as "startedAt", last_seen_at as "lastSeenAt",
  resolved_at as "resolvedAt", snoozed_until as "snoozedUntil", occurrences, assignee`;

/** Adds the alert's page, which Slack messages link to. */
export function withUrl<Row extends z.infer<typeof alertRowSchema>>(
  row: Row,
  publicUrl: string,
): Row & Pick<Alert, "url"> {
  return { ...row, url: `${publicUrl}/alerts/${encodeURIComponent(row.id)}` };
}
