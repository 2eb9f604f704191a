import { z } from "zod";
import { eventKindSchema } from "@/lib/contracts/kinds";
import type { Database } from "@/lib/storage/prisma";
import { feeds } from "./feeds";

const hourMs = 3_600_000;

const rowsSchema = z.array(
  z.object({
    sourceId: z.string(),
    kind: eventKindSchema,
    /** False when only files of interactions brought this kind, which may have held none of it. */
    named: z.boolean(),
    lastReceivedAt: z.date(),
    p50: z.number().nullable(),
    p95: z.number().nullable(),
    p99: z.number().nullable(),
  }),
);
export type LagRow = z.infer<typeof rowsSchema>[number];

/**
 * What the ledger of the last 7 days says of each source and kind: the last arrival, and of the last
 * 24 hours the percentiles over chunks of their median lag (received minus occurred, milliseconds).
 */
export async function selectLags(db: Database, now: Date, sourceIds: readonly string[] | null): Promise<LagRow[]> {
  const weekAgo = new Date(now.getTime() - 168 * hourMs).toISOString();
  const dayAgo = new Date(now.getTime() - 24 * hourMs).toISOString();
  return rowsSchema.parse(
    await db.$queryRaw`
      select "sourceId", kind, named, "lastReceivedAt", lags[1] as p50, lags[2] as p95, lags[3] as p99
      from (
        select ledger.source_id as "sourceId", feed.kind, bool_or(feed.path <> 'interactions') as named,
          max(ledger.received_at) as "lastReceivedAt",
          percentile_cont(array[0.5, 0.95, 0.99]) within group (order by ledger.lag_ms)
            filter (where ledger.received_at >= ${dayAgo}::timestamptz) as lags
        from chunk_ledger ledger join ${feeds} on feed.path = ledger.kind
        where ledger.received_at >= ${weekAgo}::timestamptz
          and (${sourceIds}::text[] is null or ledger.source_id = any(${sourceIds}::text[]))
        group by 1, 2
      ) lag`,
  );
}
