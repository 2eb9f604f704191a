import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

/** Forgets ranges that are compared; by id each, since others may have been noted meanwhile. */
export async function deleteRestateRanges(db: Database, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await db.$executeRaw`delete from restate_range where id = any(${pgArray(ids.map(String))}::bigint[])`;
}
