import { z } from "zod";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { system } from "./finding";

/**
 * Ends the alerts of a monitor whose trouble is over: all that are not resolved but those to keep.
 * @returns their ids
 */
export async function resolveAlerts(
  db: Database,
  over: { monitor: string; keep: readonly string[]; note: string; now: Date },
): Promise<string[]> {
  const at = Prisma.sql`${over.now.toISOString()}::timestamptz`;
  const rows = await db.$queryRaw`
    with resolved as (
      update alert set state = 'resolved', resolved_at = ${at}, snoozed_until = null
      where monitor = ${over.monitor} and state <> 'resolved' and fingerprint <> all(${over.keep}::text[])
      returning id
    )
    insert into alert_event (alert_id, at, type, actor, detail)
    select id, ${at}, 'resolved', ${system}, jsonb_build_object('note', ${over.note}::text) from resolved
    returning alert_id as id`;
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map((row) => row.id);
}
