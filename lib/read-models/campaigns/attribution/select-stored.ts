import { z } from "zod";
import { type AttributionModel, attributionModelSchema } from "@/lib/contracts/catalog";
import { AppError } from "@/lib/errors";
import { chooseSegments } from "@/lib/read-models/campaigns/choose-segments";
import type { Dimension } from "@/lib/read-models/campaigns/dimension";
import type { Traffic } from "@/lib/read-models/campaigns/metrics";
import { isoOf, segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import { touchViews, views } from "@/lib/read-models/campaigns/views";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { CreditTally } from "./credit-tally";
import type { Groups } from "./groups";

/** A report has at most so many groups. */
export const maxGroups = 10_000;

const microsSchema = z.string().transform(BigInt);
const rowsSchema = z.array(
  z.object({
    model: attributionModelSchema,
    group: z.string(),
    clickMicros: microsSchema,
    viewMicros: microsSchema,
    revenueMicros: microsSchema,
    costMicros: microsSchema,
    unattributed: microsSchema,
  }),
);
const repeatsSchema = z.tuple([z.object({ repeated: z.number().int() })]);

export interface StoredQuery {
  campaignId: string;
  groups: Groups;
  models: readonly AttributionModel[];
  traffic: Traffic;
}

/**
 * Adds up what is stored, from the aggregates of the groups' dimension.
 * @throws AppError `invalid_request` for more groups than one report may have
 */
export async function selectStored(db: Database, query: StoredQuery): Promise<CreditTally> {
  const { groups, models } = query;
  const source = sourceOf(query);
  const group = groups.days ? Prisma.sql`width_bucket(v.bucket, span.edges)::text` : columns[groups.dimension];
  const rows = rowsSchema.parse(
    await db.$queryRaw`
      with span as (select ${groups.edges.map(isoOf)}::timestamptz[] as edges)
      select v.model, ${group} as "group", ${sum(query, "post_click_micros")}::text as "clickMicros",
        ${sum(query, "post_view_micros")}::text as "viewMicros", ${sum(query, "revenue_micros")}::text as "revenueMicros",
        ${sum(query, "cost_micros")}::text as "costMicros", ${sum(query, "unattributed")}::text as unattributed
      from ${segmentRows(source, views.credit[groups.dimension])} v cross join span
      where v.model in (${Prisma.join(models)})
      group by 1, 2
      limit ${maxGroups * models.length + 1}`,
  );
  if (rows.length > maxGroups * models.length) throw tooManyGroups();
  const tally = new CreditTally();
  for (const { model, group: key, unattributed, ...sums } of rows) {
    tally.add(groups.days ? (groups.days[Number(key) - 1] ?? key) : key, model, sums);
    // the same under every model
    if (model === models[0]) tally.unattributed += Number(unattributed);
  }
  return tally;
}

/** How many conversions of the range are of an order that another one counts for. */
export async function countRepeatedOrders(db: Database, query: Omit<StoredQuery, "models">): Promise<number> {
  const [{ repeated }] = repeatsSchema.parse(
    await db.$queryRaw`
      select coalesce(${sum(query, "conversions")}, 0)::float8 as repeated
      from ${segmentRows(sourceOf(query), touchViews)} v
      where v.touch_kind = 'repeat'`,
  );
  return repeated;
}

function sourceOf({ campaignId, groups }: Pick<StoredQuery, "campaignId" | "groups">) {
  return { segments: chooseSegments(groups.edges, 60), campaignIds: [campaignId] };
}

const columns: Record<Dimension, Prisma.Sql> = {
  creative: Prisma.sql`v.creative_id`,
  site: Prisma.sql`v.site`,
  device: Prisma.sql`v.device`,
  country: Prisma.sql`v.country`,
};

const gross = {
  post_click_micros: Prisma.sql`sum(v.post_click_micros)`,
  post_view_micros: Prisma.sql`sum(v.post_view_micros)`,
  revenue_micros: Prisma.sql`sum(v.revenue_micros)`,
  cost_micros: Prisma.sql`sum(v.cost_micros)`,
  unattributed: Prisma.sql`sum(v.unattributed)`,
  conversions: Prisma.sql`sum(v.conversions)`,
};
const filtered: typeof gross = {
  post_click_micros: Prisma.sql`sum(v.filtered_post_click_micros)`,
  post_view_micros: Prisma.sql`sum(v.filtered_post_view_micros)`,
  revenue_micros: Prisma.sql`sum(v.filtered_revenue_micros)`,
  cost_micros: Prisma.sql`sum(v.filtered_cost_micros)`,
  unattributed: Prisma.sql`sum(v.filtered_unattributed)`,
  conversions: Prisma.sql`sum(v.filtered_conversions)`,
};

function sum({ traffic }: Pick<StoredQuery, "traffic">, name: keyof typeof gross): Prisma.Sql {
  return traffic === "gross" ? gross[name] : Prisma.sql`(${gross[name]} - ${filtered[name]})`;
}

function tooManyGroups(): AppError {
  const message = `This report would have more than ${maxGroups} groups; choose a shorter range or another groupBy.`;
  return new AppError("invalid_request", message, { issues: [{ path: "groupBy", message }] });
}
