import { z } from "zod";
import { systemClock } from "@/lib/clock";
import { type AlertDetail, alertEventTypeSchema } from "@/lib/contracts/alerts";
import { externalIdSchema } from "@/lib/contracts/primitives";
import { AppError } from "@/lib/errors";
import { listFeedingSources } from "@/lib/read-models/feeding/list-feeding-sources";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { alertColumns, alertRowSchema, readableAlerts, withUrl } from "./alert-rows";

/** An alert that repeats for weeks has more lines than anyone reads. */
const maxLines = 500;

const evidenceSchema = z.record(z.string(), z.unknown());
const lineSchema = z.object({
  at: z.date().transform((date) => date.toISOString()),
  type: alertEventTypeSchema,
  actor: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/**
 * `GET /api/alerts/{id}`: the alert with its evidence and its timeline, oldest line first, of which
 * the newest 500.
 * @param publicUrl where the console is reached, without a slash at the end
 * @throws AppError `not_found`, also for an alert outside of the scope
 */
export async function getAlert(
  scope: ReportScope,
  id: string,
  publicUrl: string,
  db: Database = getPrisma(),
): Promise<AlertDetail> {
  if (!externalIdSchema.safeParse(id).success) throw alertNotFound();
  const readable = readableAlerts(scope, await listFeedingSources(scope, db, systemClock));
  const [rows, lines] = await Promise.all([
    db.$queryRaw`select ${alertColumns}, evidence from alert where id = ${id} and ${readable}`,
    db.$queryRaw`
      select at, type, actor, detail
      from (select * from alert_event where alert_id = ${id} order by id desc limit ${maxLines}) newest
      order by newest.id`,
  ]);
  const [alert] = z.array(alertRowSchema.extend({ evidence: evidenceSchema })).parse(rows);
  if (!alert) throw alertNotFound();
  return { ...withUrl(alert, publicUrl), timeline: z.array(lineSchema).parse(lines) };
}

export function alertNotFound(): AppError {
  return new AppError("not_found", "There is no alert with this id; GET /api/alerts lists them.");
}
