import { type Clock, systemClock } from "@/lib/clock";
import { externalIdSchema } from "@/lib/contracts/primitives";
import type { SourceHealth } from "@/lib/contracts/source-health";
import { AppError } from "@/lib/errors";
import { selectBatches } from "@/lib/read-models/batches/select-batches";
import { readFreshness } from "@/lib/read-models/freshness/get-freshness";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { countBelongings } from "./count-belongings";
import { periodOf, sumFigures } from "./figures";
import { type DayRow, firstDay, selectDays } from "./select-days";
import { summariseFreshness } from "./summarise-freshness";

const dayMs = 86_400_000;
const shownBatches = 10;

/**
 * `GET /api/sources/{id}/health`: how a source does, over so many UTC days and as many in front of them.
 * @throws AppError `not_found`
 */
export async function getSourceHealth(
  _scope: EverySourceScope,
  sourceId: string,
  days: number,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<SourceHealth> {
  const now = clock.now();
  const isId = externalIdSchema.safeParse(sourceId).success;
  const freshness = isId ? (await readFreshness(db, clock, [sourceId])).sources : [];
  const [source] = freshness;
  if (!source) throw new AppError("not_found", "There is no source with this id; GET /api/sources lists them.");
  const condition = Prisma.sql`batch.source_id = ${sourceId}`;
  const [rows, batches, belongings] = await Promise.all([
    selectDays(db, sourceId, now, 2 * days),
    selectBatches(db, { condition, scan: shownBatches, limit: shownBatches }),
    countBelongings(db, sourceId, now),
  ]);
  return {
    sourceId,
    name: source.name,
    ...summariseFreshness(freshness),
    expectedEverySeconds: source.expectedEverySeconds,
    days: daysOf(rows, now, days),
    now: periodOf(rows.filter((row) => row.day >= days)),
    before: periodOf(rows.filter((row) => row.day < days)),
    batches,
    ...belongings,
    asOf: now.toISOString(),
  };
}

function daysOf(rows: readonly DayRow[], now: Date, days: number): SourceHealth["days"] {
  const from = firstDay(now, days);
  return Array.from({ length: days }, (_, index) => ({
    day: new Date(from + index * dayMs).toISOString().slice(0, 10),
    ...sumFigures(rows.filter((row) => row.day === days + index)),
  }));
}
