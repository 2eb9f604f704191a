import { z } from "zod";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { type Finding, system } from "./finding";

/** Trouble that comes back within this time is the same trouble. */
const sameTrouble = Prisma.sql`interval '1 hour'`;

/**
 * Brings the alert of a finding back that was resolved within the last hour, instead of opening another.
 * One that a person resolved is left as it is for that hour: they have said that they know.
 * @returns `quiet` for such a one; undefined when nothing was resolved lately
 */
export async function reopenAlert(
  db: Database,
  finding: Finding,
  now: Date,
): Promise<"reopened" | "quiet" | undefined> {
  const at = Prisma.sql`${now.toISOString()}::timestamptz`;
  const rows = await db.$queryRaw`
    with recent as (
      select alert.id, coalesce(line.actor, ${system}) as resolver
      from alert
      left join lateral (
        select actor from alert_event where alert_id = alert.id and type = 'resolved' order by alert_event.id desc limit 1
      ) line on true
      where fingerprint = ${finding.fingerprint} and state = 'resolved' and resolved_at > ${at} - ${sameTrouble}
      order by resolved_at desc
      limit 1
    ),
    reopened as (
      update alert set state = 'open', resolved_at = null, last_seen_at = ${at}, occurrences = occurrences + 1,
        title = ${finding.title}, severity = ${finding.severity}, observed = ${finding.observed}::double precision,
        expected = ${finding.expected}::double precision, evidence = ${JSON.stringify(finding.evidence)}::jsonb
      from recent where alert.id = recent.id and recent.resolver = ${system} and alert.state = 'resolved'
      returning alert.id
    ),
    line as (
      insert into alert_event (alert_id, at, type, actor, detail)
      select id, ${at}, 'reopened', ${system}, jsonb_build_object('observed', ${finding.observed}::double precision) from reopened
    )
    select case when exists (select from reopened) then 'reopened' else 'quiet' end as outcome from recent`;
  return z.array(z.object({ outcome: z.enum(["reopened", "quiet"]) })).parse(rows)[0]?.outcome;
}
