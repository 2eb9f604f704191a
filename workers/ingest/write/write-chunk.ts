import type { ChunkHeader } from "@/lib/contracts/chunk";
import type { EventKind } from "@/lib/contracts/kinds";
import type { ChunkOrigin } from "@/lib/storage/ingest/chunk-key";
import { closeChunk } from "@/lib/storage/ingest/close-chunk";
import { isChunkWritten } from "@/lib/storage/ingest/is-chunk-written";
import type { Database, PrismaClient } from "@/lib/storage/prisma";
import { isTransactionConflict } from "@/lib/storage/sql-state";
import type { ChunkText } from "../decode/chunk-text";
import type { IdentifiedRecord } from "../deduplicate/identify";
import type { Creations } from "../enrich/resolve-references";
import type { FilledBids } from "../list-open-bids";
import type { RejectedRecord } from "../staged";
import { accountsOf } from "./accounts-of";
import { type RecordsToSettle, settleRecords } from "./settle-records";

/** A chunk after the stages: every one of its records is a candidate or rejected. */
export interface ChunkToWrite {
  header: ChunkHeader;
  candidates: readonly IdentifiedRecord[];
  rejected: readonly RejectedRecord[];
  created: Creations;
  newestAt: ReadonlyMap<EventKind, number>;
  /** What was sent, for the rejects; without it messages name no lines. */
  text?: ChunkText;
  /** What the rules of invalid traffic are set to, see `RecordsToSettle`. */
  traffic?: RecordsToSettle["traffic"];
}

/**
 * `redelivered`: the chunk was in the ledger already and nothing was written. `filled`: the bid requests that
 * impressions were stored with.
 */
export type Written = { redelivered: true } | { redelivered: false; stored: IdentifiedRecord[]; filled: FilledBids };

const maxAttempts = 5;
const transactionLimits = { maxWait: 20_000, timeout: 60_000 };

/** Rolls the transaction back. */
class AlreadyWritten extends Error {}

/**
 * Writes a chunk in one transaction: events, journeys, rejects, and the ledger row that accounts for all
 * of them. A chunk that is in the ledger already, or gets there meanwhile, leaves nothing. Every
 * statement writes in key order and all transactions keep the same order of tables, with the rows that
 * many chunks share last; should two still wait for each other, the one that loses is run again.
 */
export async function writeChunk(prisma: PrismaClient, chunk: ChunkToWrite): Promise<Written> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await prisma.$transaction((db) => writeIn(db, chunk), transactionLimits);
    } catch (error) {
      if (error instanceof AlreadyWritten) return { redelivered: true };
      if (attempt === maxAttempts || !isTransactionConflict(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt * (0.5 + Math.random())));
    }
  }
}

async function writeIn(db: Database, chunk: ChunkToWrite): Promise<Written> {
  const { header } = chunk;
  const origin = originOf(header);
  if (await isChunkWritten(db, origin)) return { redelivered: true };
  const { stored, duplicates, rejected, filled } = await settleRecords(db, { ...chunk, origin });
  const accounts = accountsOf({
    received: header.records,
    receivedAt: origin.receivedAt,
    stored,
    duplicates,
    rejected: rejected.length,
    newestAt: chunk.newestAt,
  });
  const hasRejects = rejected.length > 0;
  const ledger = { firstRecord: header.firstRecord, format: header.format, ...csvOf(chunk, hasRejects) };
  const batch = { via: header.via, fileName: header.fileName, corrects: header.corrects, totals: header.totals };
  if (!(await closeChunk(db, origin, { ...accounts, ledger, batch }))) throw new AlreadyWritten();
  return { redelivered: false, stored, filled };
}

/** How the rows of a CSV chunk were written, which is kept while it has rejects to read again. */
function csvOf({ header, text }: ChunkToWrite, hasRejects: boolean) {
  const isKept = hasRejects && header.format === "csv";
  const csvHeader = isKept ? (text?.header()?.replaceAll("\0", "�") ?? null) : null;
  return { csvHeader, csvDelimiter: isKept ? (header.delimiter ?? ",") : null };
}

function originOf({ batchId, chunkNo, sourceId, kind, receivedAt }: ChunkHeader): ChunkOrigin {
  return { batchId, chunkNo, sourceId, kind, receivedAt: Date.parse(receivedAt) };
}
