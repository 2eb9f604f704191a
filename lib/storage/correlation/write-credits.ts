import { z } from "zod";
import type { AttributionModel } from "@/lib/contracts/catalog";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { iso } from "./journey-row";
import { type TouchedTimes, touchedTimesSchema } from "./touched-times";

export interface CreditRow {
  campaignId: string;
  conversionId: string;
  at: number;
  model: AttributionModel;
  position: number;
  touchKind: "click" | "view" | "none" | "repeat";
  touchId: string | null;
  touchAt: number | null;
  creativeId: string;
  site: string;
  device: string;
  country: string;
  creditMicros: bigint;
  revenueMicros: bigint;
  costMicros: bigint;
  filtered: boolean;
}

/**
 * Makes the stored credits of these conversions exactly these rows: writes what is new or different and
 * deletes what is stored besides. All rows of a conversion must come in the same call.
 * @returns when the conversions were whose credits it changed
 */
export async function writeCredits(db: Database, credits: readonly CreditRow[]): Promise<TouchedTimes[]> {
  if (credits.length === 0) return [];
  const rows = await db.$queryRaw`
    with wanted as (${unnest(credits)}),
    deleted as (
      delete from conversion_credit c
      -- one row a conversion: an anti-join over all wanted rows compares each with each on PostgreSQL 15
      using (
        select campaign_id, occurred_at, conversion_id, array_agg(model || ' ' || position) as places
        from wanted group by 1, 2, 3
      ) as k
      where c.campaign_id = k.campaign_id and c.occurred_at = k.occurred_at and c.conversion_id = k.conversion_id
        -- constants, so that the planner leaves the other chunks and campaigns out
        and c.campaign_id = any (${pgArray([...new Set(credits.map((credit) => credit.campaignId))])}::text[])
        and c.occurred_at between ${iso(Math.min(...times(credits)))}::timestamptz and ${iso(Math.max(...times(credits)))}::timestamptz
        and c.model || ' ' || c.position <> all (k.places)
      returning c.occurred_at
    ),
    written as (
      insert into conversion_credit as c (campaign_id, occurred_at, conversion_id, model, position, ${values})
      select campaign_id, occurred_at, conversion_id, model, position, ${values}
      from wanted
      order by campaign_id, occurred_at, conversion_id, model, position
      on conflict (campaign_id, occurred_at, conversion_id, model, position) do update set (${values}) = row (${excluded})
      where (${stored}) is distinct from (${excluded})
      returning c.occurred_at
    )
    select (extract(epoch from min(occurred_at)) * 1000)::float8 as "from",
      (extract(epoch from max(occurred_at)) * 1000)::float8 as "to"
    from (select occurred_at from deleted union all select occurred_at from written) as changed
    group by time_bucket(interval '15 minutes', occurred_at)`;
  return z.array(touchedTimesSchema).parse(rows);
}

const columns = [
  "touch_kind",
  "touch_id",
  "touch_at",
  "creative_id",
  "site",
  "device",
  "country",
  "credit_micros",
  "revenue_micros",
  "cost_micros",
  "filtered",
];
const values = Prisma.raw(columns.join(", "));
const stored = Prisma.raw(columns.map((column) => `c.${column}`).join(", "));
const excluded = Prisma.raw(columns.map((column) => `excluded.${column}`).join(", "));

function times(credits: readonly CreditRow[]): number[] {
  return [...new Set(credits.map((credit) => credit.at))];
}

function unnest(credits: readonly CreditRow[]): Prisma.Sql {
  return Prisma.sql`
    select * from unnest(
      ${pgArray(credits.map((credit) => credit.campaignId))}::text[],
      ${pgArray(credits.map((credit) => iso(credit.at)))}::timestamptz[],
      ${pgArray(credits.map((credit) => credit.conversionId))}::text[],
      ${pgArray(credits.map((credit) => credit.model))}::text[],
      ${pgArray(credits.map((credit) => credit.position))}::integer[],
      ${pgArray(credits.map((credit) => credit.touchKind))}::text[],
      ${pgArray(credits.map((credit) => credit.touchId))}::text[],
      ${pgArray(credits.map((credit) => (credit.touchAt === null ? null : iso(credit.touchAt))))}::timestamptz[],
      ${pgArray(credits.map((credit) => credit.creativeId))}::text[],
      ${pgArray(credits.map((credit) => credit.site))}::text[],
      ${pgArray(credits.map((credit) => credit.device))}::text[],
      ${pgArray(credits.map((credit) => credit.country))}::text[],
      ${pgArray(credits.map((credit) => String(credit.creditMicros)))}::bigint[],
      ${pgArray(credits.map((credit) => String(credit.revenueMicros)))}::bigint[],
      ${pgArray(credits.map((credit) => String(credit.costMicros)))}::bigint[],
      ${pgArray(credits.map((credit) => credit.filtered))}::boolean[]
    ) as w (campaign_id, occurred_at, conversion_id, model, position, touch_kind, touch_id, touch_at,
      creative_id, site, device, country, credit_micros, revenue_micros, cost_micros, filtered)`;
}
