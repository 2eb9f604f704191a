import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { OperationsScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const firstDelayMs = 50;
const longestDelayMs = 500;

/**
 * Waits until every record of a batch has been worked off.
 * @param options.signal ends the wait early
 * @returns whether it has
 */
export async function waitForBatch(
  scope: OperationsScope,
  batchId: string,
  options: { waitMs: number; signal: AbortSignal },
  database: Database = getPrisma(),
): Promise<boolean> {
  const end = performance.now() + options.waitMs;
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 1.5, longestDelayMs)) {
    if (await isSettled(scope, batchId, database)) return true;
    const leftMs = end - performance.now();
    if (leftMs <= 0 || options.signal.aborted) return false;
    await delay(Math.min(delayMs, leftMs));
  }
}

async function isSettled({ sourceId }: OperationsScope, batchId: string, database: Database): Promise<boolean> {
  const found = await database.$queryRaw`
    select coalesce(batch.records <= (
      select coalesce(sum(received), 0) from chunk_ledger
      where chunk_ledger.batch_id = batch.id and chunk_ledger.received_at = batch.received_at
    ), false) as "isSettled"
    from batch where id = ${batchId} and (${sourceId}::text is null or source_id = ${sourceId})`;
  return z.array(z.object({ isSettled: z.boolean() })).parse(found)[0]?.isSettled ?? false;
}
