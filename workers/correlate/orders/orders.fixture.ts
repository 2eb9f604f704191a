import { randomUUID } from "node:crypto";
import { correlatePair } from "@/lib/attribution/correlate-pair";
import type { CampaignRules, Credit, JourneyEvent } from "@/lib/attribution/journey";
import { type CorrelateMessage, correlateMessageSchema, partitionOf } from "@/lib/contracts/correlate";
import { lockPartitions } from "@/lib/storage/correlation/lock-partitions";
import { insertJourneyEvents } from "@/lib/storage/ingest/insert-journey-events";
import { insertOrders } from "@/lib/storage/ingest/insert-orders";
import type { PrismaClient } from "@/lib/storage/prisma";
import { type MarksRow, updateJourneyMarks, updateOrderMarks } from "@/lib/storage/traffic/update-marks";

/** An event of one of several users with one campaign. */
export type UserEvent = JourneyEvent & { userKey: string };

export async function makeCampaign(prisma: PrismaClient, rules: CampaignRules): Promise<string> {
  const id = `campaign-${randomUUID()}`;
  await prisma.$executeRaw`insert into advertiser (id, name) values ('orders-test', 'Test') on conflict do nothing`;
  await prisma.$executeRaw`
    insert into campaign (id, advertiser_id, name, pricing, price_micros, click_window_days, view_window_days)
    values (${id}, 'orders-test', 'Test', ${rules.pricing}, ${rules.priceMicros}, ${rules.clickWindowDays}, ${rules.viewWindowDays})`;
  return id;
}

/** What role ingest does with events, as far as correlation sees it. */
export async function store(prisma: PrismaClient, campaignId: string, events: readonly UserEvent[]): Promise<void> {
  await prisma.$transaction(async (db) => {
    const rows = events.map((event) => ({
      ...event,
      campaignId,
      occurredAt: event.at,
      valueMicros: event.valueMicros === null ? null : Number(event.valueMicros),
      addressKey: null,
      marks: [],
      filterReason: event.filtered ? "user_rate" : null,
    }));
    await insertJourneyEvents(db, rows);
    const orders = rows.flatMap((row) => (row.orderId === null ? [] : [{ ...row, orderId: row.orderId }]));
    await insertOrders(db, orders);
  });
}

/** What role traffic does with an event whose mark changes. */
export async function flip(prisma: PrismaClient, campaignId: string, event: UserEvent): Promise<void> {
  const row: MarksRow = {
    kind: event.kind,
    campaignId,
    userKey: event.userKey,
    at: event.at,
    eventId: event.eventId,
    marks: [],
    reason: event.filtered ? "user_rate" : null,
  };
  await prisma.$transaction(async (db) => {
    await lockPartitions(db, [partitionOf(event.userKey)]);
    await updateJourneyMarks(db, [row]);
    if (event.kind === "conversion") await updateOrderMarks(db, [row]);
  });
}

export function messageOf(campaignId: string, events: readonly UserEvent[], sourceId: string): CorrelateMessage {
  const pairs = events.map(({ userKey, at }) => ({ userKey, campaignId, from: at, to: at }));
  return { sourceId, watermarks: {}, pairs };
}

/** Takes the messages for role `correlate` out of the outbox, as who publishes them does. */
export async function takeOutbox(prisma: PrismaClient): Promise<CorrelateMessage[]> {
  const rows = await prisma.$queryRaw<{ body: string; subject: string }[]>`
    with taken as (delete from outbox returning id, subject, body) select subject, body from taken order by id`;
  return rows
    .filter((row) => row.subject.startsWith("correlate."))
    .map((row) => correlateMessageSchema.parse(JSON.parse(row.body)));
}

/** The credits of a whole campaign, said by a plain loop over all its conversions. */
export function expectedCredits(events: readonly UserEvent[], rules: CampaignRules): string[] {
  const users = [...new Set(events.map((event) => event.userKey))];
  const isRepeat = (conversion: JourneyEvent) =>
    conversion.orderId !== null &&
    events.some(
      (other) => other.kind === "conversion" && other.orderId === conversion.orderId && comesBefore(other, conversion),
    );
  return users
    .flatMap((userKey) => {
      const own = events.filter((event) => event.userKey === userKey);
      return correlatePair(own, rules, isRepeat).credits.map(textOf);
    })
    .sort();
}

function comesBefore(a: JourneyEvent, b: JourneyEvent): boolean {
  if (a.filtered !== b.filtered) return b.filtered;
  return a.at !== b.at ? a.at < b.at : Buffer.compare(Buffer.from(a.eventId), Buffer.from(b.eventId)) < 0;
}

type Told = Pick<Credit, "conversionId" | "model" | "position" | "touchKind" | "touchId" | "filtered"> & {
  creditMicros: bigint;
  revenueMicros: bigint;
  costMicros: bigint;
};

function textOf(credit: Told): string {
  const { conversionId, model, position, touchKind, touchId, creditMicros, revenueMicros, costMicros } = credit;
  return `${conversionId} ${model} ${position} ${touchKind} ${touchId} ${creditMicros} ${revenueMicros} ${costMicros} ${credit.filtered}`;
}

export async function storedCredits(prisma: PrismaClient, campaignId: string): Promise<string[]> {
  const rows = await prisma.$queryRaw<Told[]>`
    select conversion_id as "conversionId", model, position, touch_kind as "touchKind", touch_id as "touchId", filtered,
      credit_micros as "creditMicros", revenue_micros as "revenueMicros", cost_micros as "costMicros"
    from conversion_credit where campaign_id = ${campaignId}`;
  return rows.map(textOf).sort();
}
