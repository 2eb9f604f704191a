import type { Database } from "@/lib/storage/prisma";

/** Gives a lease up, if `holder` still has it. */
export async function releaseLease(db: Database, name: string, holder: string): Promise<void> {
  await db.$executeRaw`delete from lease where name = ${name} and holder = ${holder}`;
}
