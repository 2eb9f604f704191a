import { z } from "zod";
import { iso } from "@/lib/storage/ingest/chunk-key";
import { type Database, Prisma } from "@/lib/storage/prisma";

const spanSchema = z.object({ table: z.string(), from: z.number(), to: z.number() });
/** A chunk of what a continuous aggregate keeps: its table, quoted, and its bucket times, epoch milliseconds. */
export type AggregateSpan = z.infer<typeof spanSchema>;

/** Gives where the continuous aggregates that are kept by user have data that ends after `from`, by end and table. */
export async function listUserAggregates(db: Database, from: number): Promise<AggregateSpan[]> {
  const rows = await db.$queryRaw`
    select format('%I.%I', a.materialization_hypertable_schema, a.materialization_hypertable_name) as "table",
      (extract(epoch from c.range_start) * 1000)::float8 as "from", (extract(epoch from c.range_end) * 1000)::float8 as "to"
    from timescaledb_information.continuous_aggregates a
    join information_schema.columns k on k.table_schema = a.materialization_hypertable_schema
      and k.table_name = a.materialization_hypertable_name and k.column_name = 'user_key'
    join timescaledb_information.chunks c on c.hypertable_schema = a.materialization_hypertable_schema
      and c.hypertable_name = a.materialization_hypertable_name
    where a.view_schema = current_schema() and c.range_end > ${iso(from)}::timestamptz
    order by c.range_end, 1`;
  return z.array(spanSchema).parse(rows);
}

/**
 * Deletes a user's rows from what an aggregate keeps. Refreshes would do it where there are still events; older
 * rows are kept without theirs, and no refresh reaches them.
 */
export async function deleteFromAggregate(db: Database, userKey: string, span: AggregateSpan): Promise<number> {
  return await db.$executeRaw`
    delete from ${Prisma.raw(span.table)}
    where user_key = ${userKey}::uuid and bucket >= ${iso(span.from)}::timestamptz and bucket < ${iso(span.to)}::timestamptz`;
}
