import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const cursorSchema = z.object({
  /** The end of event time that is done, epoch milliseconds: the start of the stretch that is walked now. */
  from: z.number(),
  /** The last impression of that stretch that is done. */
  after: z.object({ campaignId: z.string(), at: z.number(), eventId: z.string() }).nullable(),
});
/** How far the impressions of a source are matched again: stretch by stretch of event time, in each by key. */
export type BidMatchCursor = z.infer<typeof cursorSchema>;

const rowSchema = z.object({ sourceId: z.string(), token: z.string(), cursor: cursorSchema.nullable() });
/** A source whose impressions are to be matched to bid requests again. */
export type BidMatchJob = z.infer<typeof rowSchema>;

/**
 * Has role `correlate` match all stored impressions of a source again, from the first; belongs in the transaction
 * that changes how they are matched.
 */
export async function insertBidMatchJob(
  db: Pick<Database, "$executeRaw">,
  sourceId: string,
  createdBy: string,
): Promise<void> {
  await db.$executeRaw`
    insert into bid_match_job (source_id, created_by) values (${sourceId}, ${createdBy})
    on conflict (source_id) do update
    set token = excluded.token, cursor = null, created_by = excluded.created_by, created_at = excluded.created_at`;
}

/** Gives the job that was asked for first, but for those of sources that have to wait. */
export async function nextBidMatchJob(db: Database, resting: readonly string[]): Promise<BidMatchJob | undefined> {
  const rows = await db.$queryRaw`
    select source_id as "sourceId", token::text as token, cursor from bid_match_job
    where source_id <> all(${resting}::text[])
    order by created_at, source_id limit 1`;
  return z.array(rowSchema).parse(rows)[0];
}

/**
 * Notes how far a job is, in the transaction that brought it there; null: it is done.
 * @returns false when the job was asked for anew meanwhile, or another process was faster: nothing may be written
 */
export async function moveBidMatchJob(db: Database, job: BidMatchJob, cursor: BidMatchCursor | null): Promise<boolean> {
  const same = json(job.cursor);
  const moved =
    cursor === null
      ? await db.$executeRaw`
          delete from bid_match_job
          where source_id = ${job.sourceId} and token = ${job.token}::uuid and cursor is not distinct from ${same}::jsonb`
      : await db.$executeRaw`
          update bid_match_job set cursor = ${json(cursor)}::jsonb
          where source_id = ${job.sourceId} and token = ${job.token}::uuid and cursor is not distinct from ${same}::jsonb`;
  return moved === 1;
}

function json(cursor: BidMatchCursor | null): string | null {
  return cursor === null ? null : JSON.stringify(cursor);
}
