import { type Clock, systemClock } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { Prisma } from "@/lib/storage/prisma";
import { type AlertChange, changeAlert } from "./change-alert";

/** Longer than this nobody remembers why it is quiet. */
const maxSnoozeMs = 30 * 86_400_000;

/**
 * Silences an alert that is not resolved until a time; a snoozed one gets the new time.
 * @param options.until ISO 8601, in the future, at most 30 days away
 * @throws AppError `invalid_request` for such a time; `not_found`; `conflict` when it is resolved
 * already or snoozed until that very time
 */
export async function snooze(
  change: AlertChange,
  options: { until: string },
  clock: Clock = systemClock,
): Promise<void> {
  const until = Date.parse(options.until);
  const now = clock.now().getTime();
  if (!(until > now && until <= now + maxSnoozeMs)) {
    const message = "until must be in the future and at most 30 days away.";
    throw new AppError("invalid_request", message, { issues: [{ path: "until", message }] });
  }
  const iso = new Date(until).toISOString();
  const update = Prisma.sql`
    update alert set state = 'snoozed', snoozed_until = ${iso}::timestamptz
    where id = ${change.alertId} and state <> 'resolved' and snoozed_until is distinct from ${iso}::timestamptz
    returning id`;
  await changeAlert(update, change, { action: "snooze", type: "snoozed", detail: { until: iso } });
}
