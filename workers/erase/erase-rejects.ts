import type { ErasureCursor } from "@/lib/contracts/erasure";
import { emptyRejects, type KeptReject, listRejects, nextRejectSpan } from "@/lib/storage/erase/rejects";
import type { Database } from "@/lib/storage/prisma";
import type { Slice } from "./slice";

type RejectCursor = Extract<ErasureCursor, { step: "rejects" }>;

export const firstReject: RejectCursor = { step: "rejects", from: 0, batch: "", record: 0 };

/**
 * Looks through the next rejects, and empties those of the user. They go first of all: an emptied one is
 * replayed no more, so no replay can bring the user back behind the other steps.
 * @param isOfUser see `createUserFinder`
 */
export async function eraseRejects(
  db: Database,
  cursor: RejectCursor,
  { isOfUser, rows: limit }: { isOfUser: (reject: KeptReject) => boolean; rows: number },
): Promise<Slice> {
  const span = await nextRejectSpan(db, cursor.from);
  if (!span) return { next: { step: "journeys" }, counts: {} };
  const rejects = await listRejects(db, span, { ...cursor, limit });
  const last = rejects.at(-1);
  if (!last) return { next: { ...firstReject, from: span.to }, counts: {} };
  const theirs = new Map<string, KeptReject[]>();
  for (const reject of rejects.filter(isOfUser)) {
    theirs.set(reject.batchId, [...(theirs.get(reject.batchId) ?? []), reject]);
  }
  let emptied = 0;
  for (const batch of theirs.values()) {
    const records = batch.map((reject) => reject.record);
    emptied += await emptyRejects(db, batch[0] as KeptReject, records);
  }
  const next = { step: "rejects" as const, from: cursor.from, batch: last.batchId, record: last.record };
  return { next, counts: { rejected_record: emptied } };
}
