import { Prisma } from "@/lib/storage/prisma";
import { type AlertChange, changeAlert } from "./change-alert";

/**
 * Takes an open or snoozed alert on.
 * @throws AppError `not_found`; `conflict` when it is acknowledged or resolved already
 */
export async function acknowledge(change: AlertChange): Promise<void> {
  const update = Prisma.sql`
    update alert set state = 'acknowledged', snoozed_until = null
    where id = ${change.alertId} and state in ('open', 'snoozed')
    returning id`;
  await changeAlert(update, change, { action: "acknowledge", type: "acknowledged" });
}
