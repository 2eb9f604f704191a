import { z } from "zod";
import { systemClock } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { readableAlerts } from "@/lib/read-models/alerts/alert-rows";
import { alertNotFound } from "@/lib/read-models/alerts/get-alert";
import { listFeedingSources } from "@/lib/read-models/feeding/list-feeding-sources";
import type { ReportScope } from "@/lib/scope";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ isShared: z.boolean() }));

/**
 * Refuses to change an alert that is not the scope's: one that it cannot read is not there, and one of a source
 * concerns other advertisers as well.
 * @throws AppError `not_found`, `wrong_scope`
 */
export async function requireChangeable(scope: ReportScope, alertId: string, db: Database): Promise<void> {
  if (scope.advertiserIds === null) return;
  const readable = readableAlerts(scope, await listFeedingSources(scope, db, systemClock));
  const rows = await db.$queryRaw`
    select campaign_id is null as "isShared" from alert where id = ${alertId} and ${readable}`;
  const [alert] = rowsSchema.parse(rows);
  if (!alert) throw alertNotFound();
  if (!alert.isShared) return;
  throw new AppError(
    "wrong_scope",
    "This alert is about a source, which feeds other advertisers too: only somebody who may see every advertiser can change it.",
  );
}
