import { Prisma } from "@/lib/storage/prisma";
import { type AlertChange, changeAlert } from "./change-alert";

/**
 * Ends an alert, whatever state it is in; the note goes into its timeline.
 * @throws AppError `not_found`; `conflict` when it is resolved already
 */
export async function resolve(change: AlertChange, { note }: { note?: string | undefined }): Promise<void> {
  const update = Prisma.sql`
    update alert set state = 'resolved', resolved_at = now(), snoozed_until = null
    where id = ${change.alertId} and state <> 'resolved'
    returning id`;
  await changeAlert(update, change, {
    action: "resolve",
    type: "resolved",
    detail: note === undefined ? {} : { note },
  });
}
