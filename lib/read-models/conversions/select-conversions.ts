import { z } from "zod";
import type { AttributionModel } from "@/lib/contracts/catalog";
import type { ConversionList } from "@/lib/contracts/conversions";
import type { ReportRange } from "@/lib/read-models/campaigns/resolve-range";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { stateOf } from "./stored-credits";

/** A conversion's place in the list. */
export interface ConversionPlace {
  occurredAt: string;
  eventId: string;
}

export interface ConversionsQuery {
  campaignId: string;
  /** Whose credits are told. */
  model: AttributionModel;
  range: ReportRange;
  /** Only what is older than this one. */
  after: ConversionPlace | null;
  limit: number;
}

export type ConversionRow = Omit<ConversionList["rows"][number], "creativeName">;

const conversionsSchema = z.array(
  z.object({
    eventId: z.string(),
    occurredAt: z.date().transform((date) => date.toISOString()),
    conversionType: z.string(),
    valueMicros: z.bigint().transform(Number),
    orderId: z.string().nullable(),
    filterReason: z.string().nullable(),
  }),
);

const creditsSchema = z.array(
  z.object({
    eventId: z.string(),
    occurredAt: z.date().transform((date) => date.toISOString()),
    touchKind: z.enum(["click", "view", "none", "repeat"]),
    creativeId: z.string(),
    site: z.string(),
    rows: z.bigint().transform(Number),
  }),
);
type CreditRow = z.infer<typeof creditsSchema>[number];

/** Reads the next conversions of a campaign, the newest first, each with what one model gives to whom. */
export async function selectConversions(db: Database, query: ConversionsQuery): Promise<ConversionRow[]> {
  const { campaignId, range, after, limit } = query;
  const before = after
    ? Prisma.sql`and occurred_at <= ${after.occurredAt}::timestamptz
        and (occurred_at, event_id) < (${after.occurredAt}::timestamptz, ${after.eventId})`
    : Prisma.empty;
  const conversions = conversionsSchema.parse(
    await db.$queryRaw`
      select event_id as "eventId", occurred_at as "occurredAt", conversion_type as "conversionType",
        value_micros as "valueMicros", order_id as "orderId", filter_reason as "filterReason"
      from conversion
      where campaign_id = ${campaignId} and occurred_at >= ${iso(range.from)}::timestamptz
        and occurred_at < ${iso(range.to)}::timestamptz ${before}
      order by occurred_at desc, event_id desc
      limit ${limit}`,
  );
  const [newest, oldest] = [conversions[0], conversions.at(-1)];
  const credits = newest && oldest ? await selectCredits(db, query, oldest, newest) : [];
  const byPlace = new Map(credits.map((credit) => [placeOf(credit), credit]));
  return conversions.map((conversion) => ({ ...conversion, ...toldOf(byPlace.get(placeOf(conversion))) }));
}

/** Of each conversion between two, the touch with the most credit, of several the latest: one scan of the key. */
async function selectCredits(
  db: Database,
  { campaignId, model }: ConversionsQuery,
  oldest: ConversionPlace,
  newest: ConversionPlace,
): Promise<CreditRow[]> {
  const rows = await db.$queryRaw`
    select distinct on (occurred_at, conversion_id) conversion_id as "eventId", occurred_at as "occurredAt",
      touch_kind as "touchKind", creative_id as "creativeId", site,
      count(*) over (partition by occurred_at, conversion_id) as rows
    from conversion_credit
    where campaign_id = ${campaignId} and model = ${model}
      and occurred_at between ${oldest.occurredAt}::timestamptz and ${newest.occurredAt}::timestamptz
      and (occurred_at, conversion_id) >= (${oldest.occurredAt}::timestamptz, ${oldest.eventId})
      and (occurred_at, conversion_id) <= (${newest.occurredAt}::timestamptz, ${newest.eventId})
    order by occurred_at, conversion_id, credit_micros desc, position desc`;
  return creditsSchema.parse(rows);
}

function toldOf(
  credit: CreditRow | undefined,
): Pick<ConversionRow, "state" | "touches" | "touchKind" | "creativeId" | "site"> {
  const state = stateOf(credit ? [credit] : []);
  if (!credit || credit.touchKind === "none" || credit.touchKind === "repeat") {
    return { state, touches: 0, touchKind: null, creativeId: null, site: null };
  }
  const { rows: touches, touchKind, creativeId, site } = credit;
  return { state, touches, touchKind, creativeId, site };
}

function placeOf({ occurredAt, eventId }: ConversionPlace): string {
  return `${occurredAt} ${eventId}`;
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
