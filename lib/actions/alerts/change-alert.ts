import { z } from "zod";
import { type AlertAction, alertStateSchema } from "@/lib/contracts/alerts";
import { externalIdSchema } from "@/lib/contracts/primitives";
import { AppError } from "@/lib/errors";
import { alertNotFound } from "@/lib/read-models/alerts/get-alert";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma, type Prisma } from "@/lib/storage/prisma";
import { tellChangedFromHere } from "@/lib/stream/live-hints";
import { requireChangeable } from "./require-changeable";

/** Who does what to which alert. */
export interface AlertChange {
  /** Whose alerts may be changed. */
  scope: ReportScope;
  alertId: string;
  /** `actorOf(principal)` */
  actor: string;
  /** Without it, the database of this process. */
  db?: Database;
}

interface Line {
  action: AlertAction;
  type: "acknowledged" | "resolved" | "snoozed" | "assigned" | "commented";
  detail?: Record<string, unknown>;
}

/**
 * Makes one conditional change and writes its line of the timeline, in one statement and so in one
 * transaction: of two people who do the same at once one gets the row, the other a conflict. The
 * line is not published yet; role monitor hands it to the notify role.
 * @param update `update alert … where id = … and <the change still applies> returning id`
 * @throws AppError `not_found`; `wrong_scope`; `conflict` that says who brought the alert into its present state
 */
export async function changeAlert(update: Prisma.Sql, change: AlertChange, line: Line): Promise<void> {
  const { scope, alertId, actor, db = getPrisma() } = change;
  if (!externalIdSchema.safeParse(alertId).success) throw alertNotFound();
  await requireChangeable(scope, alertId, db);
  const changed = await db.$executeRaw`
    with changed as (${update})
    insert into alert_event (alert_id, type, actor, detail)
    select id, ${line.type}, ${actor}, ${JSON.stringify(line.detail ?? {})}::jsonb from changed`;
  if (changed === 0) throw await refusal(db, alertId, line.action);
  tellChangedFromHere({ campaigns: null, what: ["alerts"] });
}

const presentSchema = z.array(
  z.object({
    state: alertStateSchema,
    assignee: z.string().nullable(),
    type: z.string().nullable(),
    actor: z.string().nullable(),
    at: z.date().nullable(),
  }),
);

/** Says why a change did not apply, from the line that made the alert what it is now. */
async function refusal(db: Database, alertId: string, action: AlertAction): Promise<AppError> {
  const [present] = presentSchema.parse(
    await db.$queryRaw`
      select alert.state, alert.assignee, line.type, line.actor, line.at
      from alert
      left join lateral (
        select type, actor, at from alert_event
        where alert_id = alert.id and type = any(${linesBehind[action]}::text[])
        order by alert_event.id desc
        limit 1
      ) line on true
      where alert.id = ${alertId}`,
  );
  if (!present) return alertNotFound();
  const { state, assignee, actor, at } = present;
  const by = actor ? `, by ${actor} at ${at?.toISOString()}` : "";
  const now = action === "assign" && state !== "resolved" ? `assigned to ${assignee ?? "nobody"}` : state;
  return new AppError("conflict", `This alert is already ${now}${by}; load it again to see what happened.`, {
    state,
    assignee,
    actor,
    at: at?.toISOString() ?? null,
  });
}

const states = ["opened", "reopened", "acknowledged", "snoozed", "resolved"];
const linesBehind: Record<AlertAction, string[]> = {
  acknowledge: states,
  resolve: states,
  snooze: states,
  assign: ["assigned", "resolved"],
  comment: states,
};
