import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.tuple([z.object({ taken: z.bigint().transform(Number) })]);

/**
 * Adds the oldest deltas, at most `limit`, to the counts of their days, and deletes them: one statement, so that each
 * is counted once at any moment. Deltas of scopes that were dropped just go.
 * @returns how many it took
 */
export async function foldReach(db: Database, limit: number): Promise<number> {
  const rows = await db.$queryRaw`
    with taken as (
      delete from reach_delta where id in (select id from reach_delta order by id limit ${limit})
      returning scope_id, day, gap, gross, net
    ),
    by_gap as (
      select scope_id, day, gap, sum(gross) as gross, sum(net) as net
      from taken where exists (select from reach_scope where id = scope_id)
      group by 1, 2, 3
    ),
    -- element n counts every gap from n on
    by_element as (
      select scope_id, day, n, coalesce(sum(gross) filter (where gap >= n), 0)::integer as gross,
        coalesce(sum(net) filter (where gap >= n), 0)::integer as net
      from by_gap cross join generate_series(1, 93) n
      group by 1, 2, 3
    ),
    folded as (
      insert into reach_day as d (scope_id, day, gross, net)
      select scope_id, day, array_agg(gross order by n), array_agg(net order by n) from by_element
      group by 1, 2 order by 1, 2
      on conflict (scope_id, day) do update set
        gross = (select array_agg(kept + more order by n)
          from unnest(d.gross, excluded.gross) with ordinality as u (kept, more, n)),
        net = (select array_agg(kept + more order by n)
          from unnest(d.net, excluded.net) with ordinality as u (kept, more, n))
    )
    select count(*) as taken from taken`;
  return rowsSchema.parse(rows)[0].taken;
}
