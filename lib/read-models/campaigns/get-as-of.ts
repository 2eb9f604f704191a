import { z } from "zod";
import type { Clock } from "@/lib/clock";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.tuple([z.object({ newest: z.date().nullable() })]);

/**
 * Up to when the figures of a report go: the newest event time that was stored, of any source, but
 * never in the future (senders' clocks may be ahead); now where nothing was stored yet.
 */
export async function getAsOf(db: Database, clock: Clock): Promise<string> {
  const [{ newest }] = rowsSchema.parse(
    await db.$queryRaw`select max(watermark) as newest from watermark where stage = 'stored'`,
  );
  const now = clock.now();
  return (newest && newest < now ? newest : now).toISOString();
}
