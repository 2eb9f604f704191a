import { z } from "zod";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { type EventKey, type KeyRange, keyEvents } from "./key-events";

const boundsSchema = z.tuple([z.object({ lo: z.number().nullable(), hi: z.number().nullable() })]);
const timesSchema = z.tuple([z.object({ times: z.array(z.number()).nullable() })]);
const sliceSchema = z.array(z.object({ at: z.number() }));

const epochMs = Prisma.sql`(extract(epoch from e.occurred_at) * 1000)::float8`;

/** How far the events of a key can be felt: so many events and milliseconds in both directions, exclusive. */
export interface Reach {
  ms: number;
  events: number;
}

/**
 * Finds how far events that were touched in a range can matter to those around them: no further than
 * `reach.ms`, and no further than `reach.events` events.
 */
export async function findReach(db: Database, key: EventKey, range: KeyRange, reach: Reach): Promise<KeyRange> {
  const { before, after } = around(key, range, reach);
  const [{ lo, hi }] = boundsSchema.parse(
    await db.$queryRaw`
      select (select min(${epochMs}) from ${before} e) as lo, (select max(${epochMs}) from ${after} e) as hi`,
  );
  return { ...range, from: lo ?? range.from, to: hi ?? range.to };
}

/** Loads the times of a key's events in a range and of those around it that matter, in order. */
export async function loadTimes(db: Database, key: EventKey, range: KeyRange, reach: Reach): Promise<number[]> {
  const { before, after } = around(key, range, reach);
  const [{ times }] = timesSchema.parse(
    await db.$queryRaw`
      select array_agg(at order by at) as times
      from (
        select ${epochMs} as at from ${before} e
        union all select ${epochMs} from ${keyEvents(key, range)} e
        union all select ${epochMs} from ${after} e
      ) as e`,
  );
  return times ?? [];
}

function around(key: EventKey, range: KeyRange, reach: Reach) {
  const limit = reach.events;
  return {
    before: keyEvents(
      key,
      { ...range, from: range.from - reach.ms + 1, to: range.from - 1 },
      { direction: "desc", limit },
    ),
    after: keyEvents(key, { ...range, from: range.to + 1, to: range.to + reach.ms - 1 }, { direction: "asc", limit }),
  };
}

/**
 * Cuts the beginning of a range off that holds about `events` events: more only where they are of the same
 * millisecond.
 */
export async function cutSlice(db: Database, key: EventKey, range: KeyRange, events: number): Promise<KeyRange> {
  if (range.from >= range.to) return range;
  const rows = await db.$queryRaw`
    select ${epochMs} as at from ${keyEvents(key, range, { direction: "asc", limit: events + 1 })} e
    order by e.occurred_at offset ${events}::int limit 1`;
  const [border] = sliceSchema.parse(rows);
  return border ? { ...range, to: Math.max(range.from, Math.min(range.to, border.at)) } : range;
}
