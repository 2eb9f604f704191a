import { isDeepStrictEqual } from "node:util";
import type { SourcePatch } from "@/lib/contracts/source";
import { insertBidMatchJob } from "@/lib/storage/correlation/bids/bid-match-jobs";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma } from "@/lib/storage/prisma";
import { checkMapping } from "./check-mapping";
import { lockSource, sourceNotFound } from "./source-row";

/**
 * Changes what the patch names, and keeps before and after in the audit log. A patch that changes
 * nothing writes nothing. Workers take a changed source up for the records that come after; with another `bidMatch`
 * they match its stored impressions to bid requests again.
 * @throws AppError `not_found`, `invalid_request` for a mapping to unknown fields
 */
export async function updateSource(actor: string, id: string, patch: SourcePatch, prisma = getPrisma()): Promise<void> {
  if (patch.mapping) checkMapping(patch.mapping);
  const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as SourcePatch;
  await prisma.$transaction(async (transaction) => {
    const before = await lockSource(transaction, id);
    if (!before) throw sourceNotFound(id);
    const after = { ...before, ...named };
    if (isDeepStrictEqual(after, before)) return;
    await transaction.$executeRaw`
      update source
      set name = ${after.name}, time_zone = ${after.timeZone}, unknown_references = ${after.unknownReferences},
        mapping = ${JSON.stringify(after.mapping)}::jsonb, bid_match = ${after.bidMatch},
        expected_every_seconds = ${after.expectedEverySeconds}::integer,
        max_events_per_second = ${after.maxEventsPerSecond}::integer,
        max_bytes_per_second = ${after.maxBytesPerSecond}::bigint, updated_at = now()
      where id = ${id}`;
    if (after.bidMatch !== before.bidMatch) await insertBidMatchJob(transaction, id, actor);
    await insertAudit(transaction, [{ actor, action: "source.update", subject: `source:${id}`, before, after }]);
  });
}
