import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";
import { DayBook } from "./day-book";
import { writeUserDays } from "./write-user-days";

const rowsSchema = z.array(
  z.object({ scopeId: z.number(), block: z.number(), gross: z.bigint(), net: z.bigint(), since: z.number() }),
);

/**
 * Deletes the days of a user, and takes the user out of the counts with them. Belongs under the lock of the user's
 * partition, when none of the user's journeys is left.
 * @returns how many rows it deleted
 */
export async function forgetUserDays(db: Database, userKey: string): Promise<number> {
  const rows = rowsSchema.parse(
    await db.$queryRaw`
      with deleted as (
        delete from user_days where user_key = ${userKey}::uuid returning scope_id, block, gross, net
      )
      select d.scope_id as "scopeId", d.block, d.gross, d.net, s.since - date '1970-01-01' as since
      from deleted d join reach_scope s on s.id = d.scope_id`,
  );
  const book = new DayBook();
  for (const row of rows) book.take({ userKey, ...row });
  for (const { scopeId, block, since } of rows) {
    for (let day = Math.max(64 * block, since); day < 64 * (block + 1); day += 1) {
      book.set(userKey, scopeId, day, { gross: false, net: false });
    }
  }
  await writeUserDays(db, [], book.close().deltas);
  return rows.length;
}
