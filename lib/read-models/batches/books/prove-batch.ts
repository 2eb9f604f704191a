import { z } from "zod";
import { type Clock, systemClock } from "@/lib/clock";
import type { BatchProof } from "@/lib/contracts/ledger";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { countEventRows } from "./count-event-rows";
import { expectedRows, findBookFaults } from "./find-book-faults";
import { type BatchBooks, selectBooks } from "./select-books";

const dayMs = 86_400_000;
/** So often a batch is looked at again that was written to in between. */
const attempts = 3;

export interface ProofOptions {
  retentionDays: number;
  /** So many events of the batch's time, of whatever batch, are looked through; with more its events are not counted. */
  mostLooked: number;
}

/**
 * `GET /api/batches/{batchId}/proof`: the books of a batch against the rows themselves. Where a replay
 * did not write down the times of what it stored, or where there is too much to look through, events are
 * not counted.
 * @returns undefined when nothing of the batch has been worked off
 */
export async function proveBatch(
  _scope: EverySourceScope,
  batchId: string,
  { retentionDays, mostLooked }: ProofOptions,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<BatchProof | undefined> {
  const books = await readBooks(batchId, mostLooked, db);
  if (!books) return undefined;
  const expected = expectedRows(books, new Date(clock.now().getTime() - retentionDays * dayMs));
  const faults = findBookFaults(books, expected);
  return {
    batchId,
    source: books.source,
    books: booksOf(books),
    rows: {
      stored: books.eventRows,
      filtered: books.filteredRows,
      rejected: books.rejectedRows ?? 0,
      chunks: books.chunkRows,
    },
    expected,
    moves: await selectMoves(books, db),
    faults,
    proven: faults.length === 0,
  };
}

/** Looks for the time of the batch's events first; when it has grown since, once more. */
async function readBooks(batchId: string, mostLooked: number, db: Database): Promise<BatchBooks | undefined> {
  const select = { batchIds: [batchId], mostRejects: Number.MAX_SAFE_INTEGER };
  let [books] = await selectBooks(db, select);
  for (let attempt = 0; attempt < attempts && books?.isSpanKnown; attempt += 1) {
    const span = spanOf(books);
    const [counted] = await selectBooks(db, {
      ...select,
      eventRows: countEventRows(books.kind, batchId, { ...span, mostLooked }),
    });
    if (!counted) return undefined;
    const grown = spanOf(counted);
    if (counted.isSpanKnown && grown.from >= span.from && grown.to <= span.to) return counted;
    books = counted;
  }
  return books && { ...books, eventRows: null, filteredRows: null };
}

function spanOf({ firstEventAt, lastEventAt, receivedAt }: BatchBooks): { from: Date; to: Date } {
  // without events nothing can be there at any time; one instant is as good as any
  return { from: firstEventAt ?? receivedAt, to: lastEventAt ?? receivedAt };
}

function booksOf({ received, stored, duplicate, rejected, filtered, net, erased, pending, balanced }: BatchBooks) {
  return { received, stored, duplicate, rejected, filtered, net, erased, pending, balanced };
}

const movesSchema = z.array(
  z.object({
    cause: z.enum(["replay", "traffic", "erasure"]),
    stored: z.number(),
    duplicate: z.number(),
    rejected: z.number(),
    filtered: z.number(),
    erased: z.number(),
    lastAt: z.date().transform((at) => at.toISOString()),
  }),
);

async function selectMoves({ batchId, receivedAt }: BatchBooks, db: Database): Promise<BatchProof["moves"]> {
  return movesSchema.parse(
    await db.$queryRaw`
      select cause, sum(stored)::float8 as stored, sum(duplicate)::float8 as duplicate,
        sum(rejected)::float8 as rejected, sum(filtered)::float8 as filtered, sum(erased)::float8 as erased,
        max(at) as "lastAt"
      from ledger_change
      where batch_id = ${batchId} and received_at = ${receivedAt.toISOString()}::timestamptz
      group by cause
      order by cause`,
  );
}
