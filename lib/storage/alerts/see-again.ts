import { z } from "zod";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { type Finding, system } from "./finding";

/** An alert that goes on says so in its timeline this often. */
const repeatEvery = Prisma.sql`interval '1 hour'`;

const rowSchema = z.object({ line: z.enum(["reopened", "repeated"]).nullable() });

/**
 * Tells the unresolved alert of a finding that it goes on: its figures become the finding's, and it counts
 * one more occurrence, whatever state it is in. A line in the timeline comes when a snooze has run out
 * (`reopened`), and for an open alert when it got graver or an hour passed without a line (`repeated`).
 * @returns the line written, if any; undefined when there is no unresolved alert
 */
export async function seeAgain(
  db: Database,
  finding: Finding,
  now: Date,
): Promise<z.infer<typeof rowSchema> | undefined> {
  const at = Prisma.sql`${now.toISOString()}::timestamptz`;
  const rows = await db.$queryRaw`
    with old as (
      select id, severity, state = 'snoozed' and snoozed_until <= ${at} as woke
      from alert where fingerprint = ${finding.fingerprint} and state <> 'resolved'
      for update
    ),
    seen as (
      update alert set
        last_seen_at = greatest(last_seen_at, ${at}), occurrences = occurrences + 1, title = ${finding.title},
        severity = ${finding.severity}, observed = ${finding.observed}::double precision,
        expected = ${finding.expected}::double precision, evidence = ${JSON.stringify(finding.evidence)}::jsonb,
        state = case when old.woke then 'open' else alert.state end,
        snoozed_until = case when old.woke then null else alert.snoozed_until end
      from old where alert.id = old.id
      returning alert.id, alert.state, old.woke, old.severity as before, alert.severity
    ),
    due as (
      select *, before <> 'critical' and severity = 'critical' as is_graver from seen
      where state = 'open' and (
        woke or (before <> 'critical' and severity = 'critical')
        or not exists (
          select from alert_event line
          where line.alert_id = seen.id and line.type in ('opened', 'reopened', 'repeated') and line.at > ${at} - ${repeatEvery}))
    ),
    line as (
      insert into alert_event (alert_id, at, type, actor, detail)
      select id, ${at}, case when woke then 'reopened' else 'repeated' end, ${system},
        jsonb_build_object('observed', ${finding.observed}::double precision)
          || case when is_graver then jsonb_build_object('severity', severity) else '{}' end
      from due
      returning alert_id, type
    )
    select line.type as line from seen left join line on line.alert_id = seen.id`;
  return z.array(rowSchema).parse(rows)[0];
}
