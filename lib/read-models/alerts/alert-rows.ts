import { z } from "zod";
import { type Alert, alertStateSchema, severitySchema } from "@/lib/contracts/alerts";
import { campaignInScope } from "@/lib/read-models/in-scope";
import type { ReportScope } from "@/lib/scope";
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

/**
 * The condition that an alert may be read: every one, or those of the scope's campaigns and of the sources that feed them.
 * @param feeding what `listFeedingSources` says
 */
export function readableAlerts(scope: ReportScope, feeding: readonly string[] | null): Prisma.Sql {
  if (scope.advertiserIds === null) return Prisma.sql`true`;
  const own = campaignInScope(scope, Prisma.sql`alert.campaign_id`);
  return Prisma.sql`(${own} or (alert.campaign_id is null and alert.source_id = any(${feeding ?? []}::text[])))`;
}

/** Adds the alert's page, which Slack messages link to. */
export function withUrl<Row extends z.infer<typeof alertRowSchema>>(
  row: Row,
  publicUrl: string,
): Row & Pick<Alert, "url"> {
  return { ...row, url: `${publicUrl}/alerts/${encodeURIComponent(row.id)}` };
}
