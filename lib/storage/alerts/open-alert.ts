import { randomUUID } from "node:crypto";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { type Finding, system } from "./finding";

/**
 * Opens an alert for a finding and writes the first line of its timeline.
 * @returns false when there is an unresolved alert of the same fingerprint already
 */
export async function openAlert(db: Database, finding: Finding, now: Date): Promise<boolean> {
  const at = Prisma.sql`${now.toISOString()}::timestamptz`;
  const opened = await db.$executeRaw`
    with opened as (
      insert into alert (id, fingerprint, monitor, title, severity, source_id, campaign_id, metric, observed, expected,
        evidence, started_at, last_seen_at)
      values (${randomUUID()}, ${finding.fingerprint}, ${finding.monitor}, ${finding.title}, ${finding.severity},
        ${finding.sourceId}, ${finding.campaignId}, ${finding.metric}, ${finding.observed}::double precision,
        ${finding.expected}::double precision, ${JSON.stringify(finding.evidence)}::jsonb, ${at}, ${at})
      on conflict (fingerprint) where state <> 'resolved' do nothing
      returning id
    )
    insert into alert_event (alert_id, at, type, actor, detail)
    select id, ${at}, 'opened', ${system}, jsonb_build_object('observed', ${finding.observed}::double precision) from opened`;
  return opened === 1;
}
