import { z } from "zod";
import { type Clock, systemClock } from "@/lib/clock";
import type { Freshness } from "@/lib/contracts/freshness";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { assembleFreshness } from "./assemble-freshness";
import { selectArrivals } from "./select-arrivals";
import { selectLags } from "./select-lags";
import { selectWatermarks } from "./select-watermarks";

const sourcesSchema = z.array(
  z.object({
    sourceId: z.string(),
    name: z.string(),
    createdAt: z.date(),
    expectedEverySeconds: z.number().nullable(),
  }),
);

/**
 * `GET /api/freshness`: how fresh the events of every source and kind are, sources by name.
 * @param sourceId only this one; null for all
 */
export async function getFreshness(
  db: Database = getPrisma(),
  clock: Clock = systemClock,
  sourceId: string | null = null,
): Promise<Freshness> {
  const now = clock.now();
  const [sources, watermarks, lags, arrivals] = await Promise.all([
    db.$queryRaw`
      select id as "sourceId", name, created_at as "createdAt", expected_every_seconds as "expectedEverySeconds" from source where ${sourceId}::text is null or id = ${sourceId} order by name, id`,
    selectWatermarks(db, sourceId),
    selectLags(db, now, sourceId),
    selectArrivals(db, now, sourceId),
  ]);
  const rows = { sources: sourcesSchema.parse(sources), watermarks, lags, arrivals };
  return { sources: assembleFreshness(rows, now), asOf: now.toISOString() };
}
