import { correlatePair } from "@/lib/attribution/correlate-pair";
import type { CampaignRules } from "@/lib/attribution/journey";
import { type CorrelateJobKind, insertCorrelateJobs } from "@/lib/storage/correlation/jobs/insert-correlate-jobs";
import type { PrismaClient } from "@/lib/storage/prisma";
import { store, type UserEvent } from "../orders/orders.fixture";

/** Stores events as role ingest does, journeys and tables. */
export async function storeAll(prisma: PrismaClient, campaignId: string, events: readonly UserEvent[]): Promise<void> {
  await store(prisma, campaignId, events);
  for (const { kind, eventId, at, userKey, creativeId, site, device, country, valueMicros, orderId } of events) {
    const time = new Date(at);
    if (kind === "impression")
      await prisma.$executeRaw`
        insert into impression (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, creative_id, site, cost_micros, device, browser, os, country)
        values (${eventId}, ${time}, now(), 's', 'b', ${userKey}::uuid, ${campaignId}, ${creativeId}, ${site}, 0, ${device}, 'b', 'o', ${country})`;
    else if (kind === "click")
      await prisma.$executeRaw`
        insert into click (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, sent_creative_id, sent_site, cost_micros, device, browser, os, country)
        values (${eventId}, ${time}, now(), 's', 'b', ${userKey}::uuid, ${campaignId}, ${creativeId}, ${site}, 0, ${device}, 'b', 'o', ${country})`;
    else
      await prisma.$executeRaw`
        insert into conversion (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, conversion_type, value_micros, order_id, device, country)
        values (${eventId}, ${time}, now(), 's', 'b', ${userKey}::uuid, ${campaignId}, 'sale', ${valueMicros}, ${orderId}, ${device}, ${country})`;
  }
}

/** What the action that changes the catalogue does, which a worker may not import. */
export async function change(prisma: PrismaClient, campaignId: string, clickWindowDays: number): Promise<void> {
  await prisma.$transaction(async (db) => {
    await db.$executeRaw`update campaign set click_window_days = ${clickWindowDays} where id = ${campaignId}`;
    await insertCorrelateJobs(db, "credits", [campaignId], "test");
  });
}

export async function openJobs(prisma: PrismaClient, kind: CorrelateJobKind, campaignId: string): Promise<number> {
  return await prisma.correlateJob.count({ where: { kind, campaignId, state: { not: "done" } } });
}

/** Every column of every stored match and credit, in one order. */
export async function storedRows(prisma: PrismaClient, campaignId: string): Promise<unknown[]> {
  return await prisma.$queryRaw<unknown[]>`
    select 'click' as of, to_jsonb(c) - 'received_at' as row from click c where campaign_id = ${campaignId}
    union all
    select 'credit', to_jsonb(c) from conversion_credit c where campaign_id = ${campaignId}
    order by 1, 2`;
}

/** Which impression each click came from, by the plain rule, for one user after the other. */
export function expectedMatches(events: readonly UserEvent[], rules: CampaignRules): string[] {
  const users = new Set(events.map((event) => event.userKey));
  return [...users]
    .flatMap((userKey) =>
      correlatePair(
        events.filter((event) => event.userKey === userKey),
        rules,
      ).clicks.map((click) => `${click.eventId} ${click.impressionId}`),
    )
    .sort();
}

export async function storedMatches(prisma: PrismaClient, campaignId: string): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string; impression: string | null }[]>`
    select event_id as id, impression_id as impression from click where campaign_id = ${campaignId}`;
  return rows.map(({ id, impression }) => `${id} ${impression}`).sort();
}
