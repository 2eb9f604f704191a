import { expectedRows, findBookFaults } from "@/lib/read-models/batches/books/find-book-faults";
import { proveBatch } from "@/lib/read-models/batches/books/prove-batch";
import { type BatchBooks, selectBooks } from "@/lib/read-models/batches/books/select-books";
import { everySource } from "@/lib/scope";
import { listMovedBatches } from "@/lib/storage/monitoring/list-moved-batches";
import { listSuspectBatches } from "@/lib/storage/monitoring/list-suspect-batches";
import type { RoleContext } from "@/workers/runtime/role";
import { booksMonitor, type FaultyBatch } from "./evaluate-books";

/** Batches that moved within this time are looked at in every round. */
export const movedWindowMs = 15 * 60_000;
const dayMs = 86_400_000;

/** What one round looks at: of busier times the last batches, which at a round every 15 s misses none below 130/s. */
const mostMoved = 2_000;
const mostSuspects = 100;
/** The rejects of larger batches are not counted. */
const mostRejects = 100_000;
/** So many batches are proven against their events, each if it is small enough. */
const proofs = 5;
const mostLooked = 50_000;

type Context = Pick<RoleContext, "prisma" | "clock"> & { env: Pick<RoleContext["env"], "RETENTION_DAYS"> };

/**
 * Looks for batches whose books do not hold, among those that moved lately and those that alerts name: by sums
 * and rejects of each, and of a few, chosen by lot, by all their events.
 */
export async function findFaultyBatches({ prisma, clock, env }: Context): Promise<FaultyBatch[]> {
  const now = clock.now();
  const suspects = await listSuspectBatches(prisma, booksMonitor, mostSuspects);
  const moved = await listMovedBatches(prisma, new Date(now.getTime() - movedWindowMs), mostMoved);
  const batchIds = [...new Set([...suspects, ...moved])];
  const all = batchIds.length === 0 ? [] : await selectBooks(prisma, { batchIds, mostRejects });
  const keptSince = new Date(now.getTime() - env.RETENTION_DAYS * dayMs);
  const faulty = new Map<string, FaultyBatch>();
  for (const books of all) {
    const faults = findBookFaults(books, expectedRows(books, keptSince));
    if (faults.length > 0) faulty.set(books.batchId, toFaulty(books, faults));
  }
  for (const batchId of [...suspects, ...drawLots(all, new Set(suspects))]) {
    if (faulty.has(batchId)) continue;
    const proof = await proveBatch(
      everySource,
      batchId,
      { retentionDays: env.RETENTION_DAYS, mostLooked },
      prisma,
      clock,
    );
    if (proof && !proof.proven) faulty.set(batchId, proof);
  }
  return [...faulty.values()];
}

function toFaulty(books: BatchBooks, faults: FaultyBatch["faults"]): FaultyBatch {
  const { batchId, source, received, stored, duplicate, rejected, filtered, net, erased, pending, balanced } = books;
  return {
    batchId,
    source,
    faults,
    books: { received, stored, duplicate, rejected, filtered, net, erased, pending, balanced },
    rows: { stored: null, filtered: null, rejected: books.rejectedRows },
  };
}

/** Some of the batches that have all come and are not large, others in each round. */
function drawLots(all: readonly BatchBooks[], besides: ReadonlySet<string>): string[] {
  const small = all.filter(
    ({ batchId, pending, records, stored }) =>
      records !== null && pending === 0 && stored <= mostLooked && !besides.has(batchId),
  );
  return small
    .map(({ batchId }) => ({ batchId, lot: Math.random() }))
    .sort((left, right) => left.lot - right.lot)
    .slice(0, proofs)
    .map(({ batchId }) => batchId);
}
