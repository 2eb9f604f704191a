import { TrafficSettings, type TrafficStep } from "@/lib/contracts/traffic-settings";
import { pgArray } from "@/lib/storage/pg-array";
import type { PrismaClient } from "@/lib/storage/prisma";
import { Prisma } from "@/lib/storage/prisma";
import { listTrafficSteps } from "@/lib/storage/traffic/list-traffic-steps";
import type { OracleEvent } from "./oracle.fixture";

const iso = (at: number) => new Date(at).toISOString();
const receivedAt = "2026-05-01T00:00:00Z";

/** Makes these the only steps of their rules. @returns what puts the former ones back */
export async function setSteps(prisma: PrismaClient, steps: readonly TrafficStep[]): Promise<() => Promise<void>> {
  const before = await listTrafficSteps(prisma);
  const write = async (all: readonly TrafficStep[]) => {
    await prisma.$executeRaw`truncate traffic_rule_period`;
    for (const { rule, fromAt, enabled, params, version } of all) {
      await prisma.$executeRaw`
        insert into traffic_rule_period (rule, from_at, enabled, params, version)
        values (${rule}, ${iso(fromAt)}::timestamptz, ${enabled}, ${JSON.stringify(params)}::jsonb, ${version})`;
    }
  };
  const named = new Set(steps.map((step) => step.rule));
  await write([...before.filter((step) => !named.has(step.rule)), ...steps]);
  return () => write(before);
}

/** What role ingest does with events, as far as the rules over several of them see it. */
export async function store(
  prisma: PrismaClient,
  events: readonly OracleEvent[],
  batch: { batchId: string; sourceId: string },
): Promise<void> {
  const settings = new TrafficSettings(await listTrafficSteps(prisma));
  await prisma.$executeRaw`
    insert into batch (id, source_id, kind, received_at) values (${batch.batchId}, ${batch.sourceId}, 'interactions', ${receivedAt}::timestamptz)
    on conflict do nothing`;
  for (const kind of ["impression", "click", "conversion"] as const) {
    const own = events.filter((event) => event.kind === kind);
    if (own.length === 0) continue;
    const more = {
      impression: Prisma.sql`, creative_id, site, cost_micros, device, browser, os, country`,
      click: Prisma.sql`, creative_id, site, cost_micros, device, browser, os, country, sent_creative_id, sent_site`,
      conversion: Prisma.sql`, creative_id, site, value_micros, device, country, conversion_type`,
    }[kind];
    const values = {
      impression: Prisma.sql`, creative_id, coalesce(site, 'unknown'), 1000, 'd', 'b', 'o', 'DE'`,
      click: Prisma.sql`, coalesce(creative_id, 'unknown'), coalesce(site, 'unknown'), 500, 'd', 'b', 'o', 'DE', creative_id, site`,
      conversion: Prisma.sql`, creative_id, site, 1000, 'd', 'DE', 'sale'`,
    }[kind];
    await prisma.$executeRaw`
      with given as (${unnest(own, settings)}),
      journey as (
        insert into journey_event (user_key, campaign_id, occurred_at, kind, event_id, creative_id, site, device, country, address_key, marks, filtered)
        select user_key, campaign_id, occurred_at, kind, event_id, creative_id, site, 'd', 'DE', address_key, marks::text[], reason is not null
        from given
      )
      insert into ${Prisma.raw(kind)} (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, marks, filter_reason ${more})
      select event_id, occurred_at, ${receivedAt}::timestamptz, ${batch.sourceId}, ${batch.batchId}, user_key, campaign_id, marks::text[], reason ${values}
      from given`;
  }
}

function unnest(events: readonly OracleEvent[], settings: TrafficSettings): Prisma.Sql {
  return Prisma.sql`
    select * from unnest(
      ${pgArray(events.map((event) => event.kind))}::text[],
      ${pgArray(events.map((event) => event.eventId))}::text[],
      ${pgArray(events.map((event) => iso(event.at)))}::timestamptz[],
      ${pgArray(events.map((event) => event.userKey))}::uuid[],
      ${pgArray(events.map((event) => event.campaignId))}::text[],
      ${pgArray(events.map((event) => event.creativeId))}::text[],
      ${pgArray(events.map((event) => event.site))}::text[],
      ${pgArray(events.map((event) => event.addressKey))}::uuid[],
      ${pgArray(events.map((event) => (event.recordMarks.length > 0 ? pgArray(event.recordMarks) : null)))}::text[],
      ${pgArray(events.map((event) => settings.reasonOf(event.recordMarks, event.at)))}::text[]
    ) as given (kind, event_id, occurred_at, user_key, campaign_id, creative_id, site, address_key, marks, reason)`;
}

export interface StoredMarks {
  key: string;
  marks: string[];
  reason: string | null;
}

/** Gives what is stored of a source's events: by `kind id` its marks and reason, the same in journeys. */
export async function storedMarks(prisma: PrismaClient, sourceId: string): Promise<Map<string, StoredMarks>> {
  const rows = await prisma.$queryRaw<(StoredMarks & { journey: string[] | null; filtered: boolean })[]>`
    select e.kind || ' ' || e.event_id as key, coalesce(e.marks, '{}') as marks, e.filter_reason as reason,
      coalesce(j.marks, '{}') as journey, j.filtered
    from (
      select 'impression' as kind, event_id, occurred_at, campaign_id, user_key, marks, filter_reason from impression where source_id = ${sourceId}
      union all select 'click', event_id, occurred_at, campaign_id, user_key, marks, filter_reason from click where source_id = ${sourceId}
      union all select 'conversion', event_id, occurred_at, campaign_id, user_key, marks, filter_reason from conversion where source_id = ${sourceId}
    ) e
    left join journey_event j using (user_key, campaign_id, occurred_at, kind, event_id)`;
  for (const row of rows) {
    if (JSON.stringify(row.marks) !== JSON.stringify(row.journey) || row.filtered !== (row.reason !== null))
      throw new Error(`journey and row differ: ${JSON.stringify(row)}`);
  }
  return new Map(rows.map(({ key, marks, reason }) => [key, { key, marks, reason }]));
}

/** Puts campaigns with the defaults into the catalogue. */
export async function addCampaigns(prisma: PrismaClient, ids: readonly string[]): Promise<void> {
  await prisma.$executeRaw`insert into advertiser (id, name) values ('traffic-test', 'Test') on conflict do nothing`;
  for (const id of ids) {
    await prisma.$executeRaw`
      insert into campaign (id, advertiser_id, name, pricing, price_micros)
      values (${id}, 'traffic-test', 'Test', 'cpa', 1000000)`;
  }
}
