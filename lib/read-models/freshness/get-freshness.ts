import { z } from "zod";
import { type Clock, systemClock } from "@/lib/clock";
import type { Freshness } from "@/lib/contracts/freshness";
import { listFeedingSources } from "@/lib/read-models/feeding/list-feeding-sources";
import type { ReportScope } from "@/lib/scope";
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

/** `GET /api/freshness`: how fresh the events of every source and kind are that feed the scope's campaigns, sources by name. */
export async function getFreshness(
  scope: ReportScope,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<Freshness> {
  return readFreshness(db, clock, await listFeedingSources(scope, db, clock));
}

/** The same of the named sources, for who may read sources; null for all of them. */
export async function readFreshness(
  db: Database,
  clock: Clock,
  sourceIds: readonly string[] | null,
): Promise<Freshness> {
  const now = clock.now();
  const [sources, watermarks, lags, arrivals] = await Promise.all([
    db.$queryRaw`
      select id as "sourceId", name, created_at as "createdAt", expected_every_seconds as "expectedEverySeconds"
      from source where ${sourceIds}::text[] is null or id = any(${sourceIds}::text[]) order by name, id`,
    selectWatermarks(db, sourceIds),
    selectLags(db, now, sourceIds),
    selectArrivals(db, now, sourceIds),
  ]);
  const rows = { sources: sourcesSchema.parse(sources), watermarks, lags, arrivals };
  return { sources: assembleFreshness(rows, now), asOf: now.toISOString() };
}
