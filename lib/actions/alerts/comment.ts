import { Prisma } from "@/lib/storage/prisma";
import { type AlertChange, changeAlert } from "./change-alert";

/**
 * Writes a remark into an alert's timeline, in any state: what was learned often comes after the end.
 * @throws AppError `not_found`
 */
export async function comment(change: AlertChange, { text }: { text: string }): Promise<void> {
  const alert = Prisma.sql`select id from alert where id = ${change.alertId}`;
  await changeAlert(alert, change, { action: "comment", type: "commented", detail: { text } });
}
