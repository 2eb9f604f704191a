import { type Database, getPrisma } from "@/lib/storage/prisma";

/** Asks the database the least it can answer; rejects when it does not. */
export async function checkDatabase(database: Pick<Database, "$queryRaw"> = getPrisma()): Promise<void> {
  await database.$queryRaw`select 1`;
}
