import type { BookFault } from "@/lib/contracts/ledger";
import type { BatchBooks } from "./select-books";

/** What has to be there; null where retention has begun to delete, or nothing was counted. */
export interface ExpectedRows {
  stored: number | null;
  /** Of erased events it is not known how many of them were invalid, so with them it is the most. */
  filtered: number | null;
  rejected: number | null;
}

/**
 * How many rows a batch must have by its books: every event that is stored and not erased, every record
 * that is rejected now. Duplicates leave no row.
 * @param keptSince older events and rejects may have been deleted by retention
 */
export function expectedRows(books: BatchBooks, keptSince: Date): ExpectedRows {
  const areEventsKept = books.firstEventAt === null || books.firstEventAt >= keptSince;
  return {
    stored: areEventsKept ? books.stored - books.erased : null,
    filtered: areEventsKept ? books.filtered : null,
    rejected: books.receivedAt >= keptSince ? books.rejected : null,
  };
}

/** Finds what does not hold in the books of a batch, by themselves and against its rows. */
export function findBookFaults(books: BatchBooks, expected: ExpectedRows): BookFault[] {
  const { received, stored, duplicate, rejected, filtered, erased, pending, records, chunks, chunkRows } = books;
  const worked = received - pending;
  const differs = (rows: number | null, due: number | null) => rows !== null && due !== null && rows !== due;
  const faults: Record<BookFault, boolean> = {
    unbalanced: received !== stored + duplicate + rejected + pending,
    impossible: Math.min(stored, duplicate, rejected, filtered, erased) < 0 || Math.max(filtered, erased) > stored,
    chunks: records !== null && (worked > records || (worked === records && chunkRows !== chunks)),
    rejected_rows: differs(books.rejectedRows, expected.rejected),
    stored_rows: differs(books.eventRows, expected.stored),
    filtered_rows: erased > 0 ? isOutside(books, expected) : differs(books.filteredRows, expected.filtered),
  };
  return (Object.keys(faults) as BookFault[]).filter((fault) => faults[fault]);
}

function isOutside({ filteredRows, erased }: BatchBooks, { filtered }: ExpectedRows): boolean {
  if (filteredRows === null || filtered === null) return false;
  return filteredRows > filtered || filteredRows < filtered - erased;
}
