import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

/** Forgets touched ranges that are refreshed; by id each, since a lower id can still be committed later. */
export async function deleteTouched(db: Database, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await db.$executeRaw`delete from touched_range where id = any(${pgArray(ids.map(String))}::bigint[])`;
}
