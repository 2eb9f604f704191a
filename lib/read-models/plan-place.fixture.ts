import { randomUUID } from "node:crypto";
import type { World } from "@/lib/read-models/campaigns/report-world.fixture";
import type { PrismaClient } from "@/lib/storage/prisma";
import type { PlanPlace } from "./plan-cases.fixture";

/** Puts one row of everything beside a world's events, so that no question ends at "there is none". */
export async function insertPlanPlace(prisma: PrismaClient, world: World, now: number): Promise<PlanPlace> {
  const { prefix } = world;
  const [sourceId, batchId, issueId] = [`${prefix}-source`, `${prefix}-batch`, `${prefix}-issue`];
  const at = new Date(now - 5 * 86_400_000);
  const campaignId = `${prefix}-two`;
  const base = { sourceId, batchId, receivedAt: at };
  await prisma.source.create({ data: { id: sourceId, name: "Plans" } });
  await prisma.$executeRaw`
    insert into batch (id, source_id, kind, received_at, chunks, records) values (${batchId}, ${sourceId}, 'conversions', ${at}, 1, 2)`;
  await prisma.$executeRaw`
    insert into chunk_ledger (batch_id, chunk_no, received_at, source_id, kind, received, stored, duplicate, rejected, filtered,
      first_event_at, last_event_at, lag_ms, first_record, format)
    values (${batchId}, 0, ${at}, ${sourceId}, 'conversions', 2, 1, 0, 1, 0, ${at}, ${at}, 5, 1, 'json')`;
  await prisma.$executeRaw`
    insert into quality_issue (id, source_id, kind, reason, count, first_seen_at, last_seen_at)
    values (${issueId}, ${sourceId}, 'conversions', 'missing_field', 1, ${at}, ${at})`;
  await prisma.$executeRaw`
    insert into rejected_record (batch_id, record_no, received_at, source_id, kind, issue_id, reason, message, raw, event_kind, campaign_id, event_at)
    values (${batchId}, 2, ${at}, ${sourceId}, 'conversions', ${issueId}, 'missing_field', 'm', '{}'::bytea, 'conversion', ${campaignId}, ${at})`;
  const conversionId = `${prefix}-conversion`;
  const userKey = randomUUID();
  await prisma.$executeRaw`
    insert into conversion (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, conversion_type,
      value_micros, order_id, device, country)
    values (${conversionId}, ${at}, ${at}, ${base.sourceId}, ${batchId}, ${userKey}::uuid, ${campaignId}, 'purchase', 5, 'order', 'desktop', 'DE')`;
  // an earlier one of the same order counts
  await prisma.$executeRaw`
    insert into conversion_order (campaign_id, order_id, filtered, occurred_at, event_id, user_key, credited)
    select ${campaignId}, 'order', false, ${at}::timestamptz - n * interval '1 day', ${conversionId} || repeat('-', n), ${userKey}::uuid, n = 1
    from generate_series(0, 1) n`;
  await prisma.$executeRaw`
    insert into conversion_credit (conversion_id, occurred_at, campaign_id, model, position, touch_kind, creative_id, site, device,
      country, credit_micros, revenue_micros, cost_micros, filtered)
    select ${conversionId}, ${at}, ${campaignId}, model, 0, 'repeat', 'unknown', 'unknown', 'desktop', 'DE', 0, 0, 0, false
    from unnest(array['last_touch', 'first_touch', 'linear', 'time_decay', 'position']) model`;
  await prisma.$executeRaw`
    insert into event_key (kind, event_id, occurred_at, content_hash, received_at, time_given_by_us)
    values ('conversion', ${conversionId}, ${at}, ''::bytea, ${at}, false)`;
  await prisma.$executeRaw`
    insert into journey_event (user_key, campaign_id, occurred_at, kind, event_id, device, country, value_micros, filtered)
    select ${userKey}::uuid, ${campaignId}, ${at}::timestamptz - minutes * interval '1 minute', kind, ${prefix} || kind, 'desktop', 'DE', 5, false
    from (values ('impression', 20), ('click', 10), ('conversion', 0)) as touch (kind, minutes)`;
  const [alertId, replayId, pullId, erasureId] = ["alert", "replay", "pull", "erasure"].map(
    (noun) => `${prefix}-${noun}`,
  );
  await prisma.$executeRaw`
    insert into alert (id, fingerprint, monitor, title, severity, metric, source_id, started_at, last_seen_at)
    values (${alertId}, ${alertId}, 'delay', 'T', 'info', 'delay', ${sourceId}, ${at}, ${at})`;
  await prisma.$executeRaw`
    insert into replay (id, issue_id, state, starts_at, records, created_by, finished_at)
    values (${replayId}, ${issueId}, 'done', ${at}, 1, 'test', ${at})`;
  await prisma.$executeRaw`
    insert into pull (id, source_id, name, kind, location, every_seconds, next_at)
    values (${pullId}, ${sourceId}, 'P', 'conversions', '{"type":"folder","path":"/nowhere"}', 60, '2200-01-01')`;
  await prisma.$executeRaw`
    insert into erasure (id, user_key, state, requested_by, finished_at) values (${erasureId}, ${randomUUID()}::uuid, 'done', 'test', ${at})`;
  return {
    clock: { now: () => new Date(now) },
    campaignId,
    advertiserId: `${prefix}-berlin`,
    conversionId,
    ...{ batchId, sourceId, issueId },
    alertId: String(alertId),
    replayId: String(replayId),
    pullId: String(pullId),
    erasureId: String(erasureId),
  };
}
