import { z } from "zod";
import { eventKindSchema } from "@/lib/contracts/kinds";
import type { Database } from "@/lib/storage/prisma";
import { feeds } from "./feeds";

const hourMs = 3_600_000;
/** Seven days. */
export const arrivalHours = 168;

const rowsSchema = z.array(
  z.object({ sourceId: z.string(), kind: eventKindSchema, hour: z.number().int(), received: z.number() }),
);
export type ArrivalRow = z.infer<typeof rowsSchema>[number];

/**
 * Records received by source, kind and hour; `hour` 0 is the oldest of {@link arrivalHours}, the last
 * one the hour of `now`, still running. Hours without any are missing.
 */
export async function selectArrivals(
  db: Database,
  now: Date,
  sourceIds: readonly string[] | null,
): Promise<ArrivalRow[]> {
  const from = Math.floor(now.getTime() / hourMs) * hourMs - (arrivalHours - 1) * hourMs;
  return rowsSchema.parse(
    await db.$queryRaw`
      select ledger.source_id as "sourceId", feed.kind,
        floor((extract(epoch from ledger.received_at) - ${from / 1000}::float8) / 3600)::int as hour,
        sum(ledger.received)::float8 as received
      from chunk_ledger ledger join ${feeds} on feed.path = ledger.kind
      where ledger.received_at >= ${new Date(from).toISOString()}::timestamptz
        and ledger.received_at < ${new Date(from + arrivalHours * hourMs).toISOString()}::timestamptz
        and (${sourceIds}::text[] is null or ledger.source_id = any(${sourceIds}::text[]))
      group by 1, 2, 3`,
  );
}
