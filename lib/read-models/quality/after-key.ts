import { Prisma } from "@/lib/storage/prisma";
import type { RecordKey } from "./record-cursor";

/**
 * On rejected records: those that come after a key, newest first. The bound on the time alone is implied, and
 * lets newer chunks be left out at planning.
 */
export function afterKey([receivedAt, batchId, record]: RecordKey): Prisma.Sql {
  return Prisma.sql`
    and received_at <= ${receivedAt}::timestamptz
    and (received_at, batch_id, record_no) < (${receivedAt}::timestamptz, ${batchId}, ${record}::bigint)`;
}
