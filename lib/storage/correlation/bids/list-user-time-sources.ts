import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

/**
 * Gives the sources whose impressions are matched to bid requests by user and time too. Never kept: who changes the
 * setting leaves a job, which is right for what was stored before as long as everybody reads the setting afterwards.
 */
export async function listUserTimeSources(db: Pick<Database, "$queryRaw">): Promise<Set<string>> {
  const rows = await db.$queryRaw`select id from source where bid_match = 'user_time'`;
  return new Set(
    z
      .array(z.object({ id: z.string() }))
      .parse(rows)
      .map(({ id }) => id),
  );
}
