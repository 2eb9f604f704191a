import { z } from "zod";
import { externalIdSchema, textSchema } from "./primitives";

export const severitySchema = z.enum(["critical", "warning", "info"]);
export const alertStateSchema = z.enum(["open", "acknowledged", "snoozed", "resolved"]);

/** One value, or several with commas between: `state=open,acknowledged`. */
function oneOrMore<Value extends z.ZodType<string, string>>(value: Value) {
  return z
    .string()
    .transform((list) => list.split(",").map((entry) => entry.trim()))
    .pipe(z.array(value).max(20));
}

/** The query of `GET /api/alerts`; a filter that is left out lets everything through. */
export const alertQuerySchema = z.object({
  state: oneOrMore(alertStateSchema).optional(),
  severity: oneOrMore(severitySchema).optional(),
  campaignId: externalIdSchema.optional(),
  source: externalIdSchema.optional(),
});
export type AlertQuery = z.infer<typeof alertQuerySchema>;

export const alertSchema = z.object({
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
  startedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  snoozedUntil: z.iso.datetime().nullable(),
  occurrences: z.number().int(),
  assignee: z.string().nullable(),
  url: z.string(),
});
export type Alert = z.infer<typeof alertSchema>;
export const alertListSchema = z.object({
  alerts: z.array(alertSchema),
  /** How many there are in each state, whatever the filter. */
  counts: z.record(alertStateSchema, z.number().int()),
});

export const alertEventTypeSchema = z.enum([
  "opened",
  "reopened",
  "repeated",
  "acknowledged",
  "snoozed",
  "assigned",
  "commented",
  "resolved",
]);

export const alertDetailSchema = alertSchema.extend({
  timeline: z.array(
    z.object({
      at: z.iso.datetime(),
      type: alertEventTypeSchema,
      actor: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
  evidence: z.record(z.string(), z.unknown()),
});
export type AlertDetail = z.infer<typeof alertDetailSchema>;

/** Bodies of `POST /api/alerts/{id}/{action}`. */
export const alertActionSchemas = {
  acknowledge: z.object({}),
  resolve: z.object({ note: textSchema(2000).optional() }),
  snooze: z.object({ until: z.iso.datetime({ offset: true }) }),
  assign: z.object({ assignee: textSchema(200).nullable() }),
  comment: z.object({ text: z.string().trim().pipe(textSchema(5000)) }),
} as const;
export type AlertAction = keyof typeof alertActionSchemas;

/** A message of NOTIFY_V1: one line of an alert's timeline that channels may want to tell. */
export const notifyMessageSchema = z.object({ alertId: z.string(), alertEventId: z.string() });
export type NotifyMessage = z.infer<typeof notifyMessageSchema>;

export function notifySubject(alertId: string): string {
  return `notify.v1.${alertId}`;
}
