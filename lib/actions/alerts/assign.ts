import { Prisma } from "@/lib/storage/prisma";
import { type AlertChange, changeAlert } from "./change-alert";

/**
 * Gives an alert that is not resolved to a person, or with null to nobody.
 * @throws AppError `not_found`; `conflict` when it is resolved, or theirs already
 */
export async function assign(change: AlertChange, { assignee }: { assignee: string | null }): Promise<void> {
  const update = Prisma.sql`
    update alert set assignee = ${assignee}
    where id = ${change.alertId} and state <> 'resolved' and assignee is distinct from ${assignee}
    returning id`;
  await changeAlert(update, change, { action: "assign", type: "assigned", detail: { assignee } });
}
