import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({ view: z.string(), at: z.number() });

/**
 * Gives for each continuous aggregate that has materialised anything the event time (epoch milliseconds)
 * below which it answers from what is materialised: Timescale's own watermark, in microseconds there.
 * There is no public view of it; the catalogue has it since 2.11, and `cagg_watermark()` reads the same.
 */
export async function listFrontiers(db: Database): Promise<Map<string, number>> {
  const rows = await db.$queryRaw`
    select a.user_view_name::text as view, (w.watermark / 1000)::float8 as at
    from _timescaledb_catalog.continuous_agg a
    join _timescaledb_catalog.continuous_aggs_watermark w using (mat_hypertable_id)
    where a.user_view_schema = current_schema() and w.watermark > 0`;
  return new Map(
    z
      .array(rowSchema)
      .parse(rows)
      .map((row) => [row.view, row.at]),
  );
}
