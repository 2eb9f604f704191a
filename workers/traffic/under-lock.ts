import { TrafficSettings } from "@/lib/contracts/traffic-settings";
import type { Database, PrismaClient } from "@/lib/storage/prisma";
import { listTrafficSteps } from "@/lib/storage/traffic/list-traffic-steps";
import { lockTraffic } from "@/lib/storage/traffic/lock-traffic";

/** A transaction waits for its turn on the embedded database's one session. */
const patience = { maxWait: 60_000, timeout: 300_000 };

/** What a piece of work under the lock is given. */
export interface Judge {
  db: Database;
  /** The settings as they are now. */
  settings: TrafficSettings;
  /** Names the cause in the ledger. */
  causeId: string;
}

/**
 * Does a bounded piece of work in one transaction, in which nobody else changes marks. Everything is read
 * under the lock, so that the last of several who look at the same events has seen them all.
 */
export async function underLock<T>(
  prisma: PrismaClient,
  causeId: string,
  work: (judge: Judge) => Promise<T>,
): Promise<T> {
  return await prisma.$transaction(async (db) => {
    await lockTraffic(db);
    return await work({ db, settings: new TrafficSettings(await listTrafficSteps(db)), causeId });
  }, patience);
}
