import { z } from "zod";
import { type AttributionModel, attributionModelSchema } from "@/lib/contracts/catalog";
import { trafficSchema } from "@/lib/contracts/reports";
import { type RestatementsQuery, restatedMetricSchema, restatementCauseSchema } from "@/lib/contracts/restatement";
import { type Database, Prisma } from "@/lib/storage/prisma";

const rowSchema = z.object({
  id: z.bigint(),
  day: z.string(),
  metric: restatedMetricSchema,
  traffic: trafficSchema,
  model: attributionModelSchema.nullable(),
  from: z.bigint(),
  to: z.bigint(),
  causes: z.array(restatementCauseSchema),
  sources: z.array(z.object({ source: z.string(), sourceName: z.string() })),
  at: z.date(),
});
/** A line of the log: money in micros, conversions in millionths, exact. */
export type RestatementRow = z.infer<typeof rowSchema>;

/** Which lines; `model` as it is stored, `before` the id of the last line of the page before. */
export type RestatementFilter = Pick<RestatementsQuery, "from" | "to" | "metric" | "traffic"> & {
  campaignId: string;
  model: AttributionModel | undefined;
  before: string | undefined;
};

/** Gives a campaign's restatements, the newest first. */
export async function selectRestatements(
  db: Database,
  filter: RestatementFilter,
  limit: number,
): Promise<RestatementRow[]> {
  const { from, to, metric, traffic, model, before } = filter;
  const sql = Prisma.sql;
  const rows = await db.$queryRaw`
    select id, day::text as day, metric, traffic, model, from_value as "from", to_value as "to", causes, (
        select coalesce(jsonb_agg(jsonb_build_object('source', s.id, 'sourceName', coalesce(source.name, s.id)) order by s.id), '[]')
        from unnest(source_ids) as s (id) left join source on source.id = s.id
      ) as sources, at
    from restatement
    where campaign_id = ${filter.campaignId}
      ${from ? sql`and day >= ${from}::date` : Prisma.empty}
      ${to ? sql`and day <= ${to}::date` : Prisma.empty}
      ${metric ? sql`and metric = ${metric}` : Prisma.empty}
      ${traffic ? sql`and traffic = ${traffic}` : Prisma.empty}
      ${model ? sql`and (model is null or model = ${model})` : Prisma.empty}
      ${before ? sql`and id < ${before}::bigint` : Prisma.empty}
    order by id desc
    limit ${limit}`;
  return z.array(rowSchema).parse(rows);
}
