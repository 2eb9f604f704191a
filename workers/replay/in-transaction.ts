import { setTimeout as delay } from "node:timers/promises";
import type { Database, PrismaClient } from "@/lib/storage/prisma";
import { isTransactionConflict } from "@/lib/storage/sql-state";

const maxAttempts = 5;
const limits = { maxWait: 20_000, timeout: 60_000 };

/** Runs a transaction, and runs it again when it has lost against another one that wanted the same rows. */
export async function inTransaction<Result>(
  prisma: PrismaClient,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await prisma.$transaction(work, limits);
    } catch (error) {
      if (attempt === maxAttempts || !isTransactionConflict(error)) throw error;
      await delay(20 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
