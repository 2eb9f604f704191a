import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { type KeptReject, keptRejectSchema } from "./list-rejects";

const rowSchema = z.object({
  batchId: z.string(),
  receivedAt: z.date().transform((date) => date.toISOString()),
  record: z.bigint().transform(Number),
  bytes: z.number(),
});
export type RejectPlace = z.infer<typeof rowSchema>;

/** Gives where the newest rejects of an issue stand, and how many bytes are kept of each, newest first. */
export async function listNewestRejects(
  db: Pick<Database, "$queryRaw">,
  issueId: string,
  limit: number,
): Promise<RejectPlace[]> {
  const rows = await db.$queryRaw`
    select batch_id as "batchId", received_at as "receivedAt", record_no as record, octet_length(raw) as bytes
    from rejected_record
    where issue_id = ${issueId}
    order by received_at desc, batch_id desc, record_no desc
    limit ${limit}::integer`;
  return z.array(rowSchema).parse(rows);
}

const keptSchema: z.ZodType<KeptReject & { place: number }> = keptRejectSchema.extend({ place: z.number() });

/**
 * Reads what is kept of rejects.
 * @returns in no order, each with the index of its place; without those that are not rejected any more
 */
export async function readRejects(
  db: Pick<Database, "$queryRaw">,
  places: readonly RejectPlace[],
): Promise<(KeptReject & { place: number })[]> {
  if (places.length === 0) return [];
  const times = places.map((place) => place.receivedAt).sort();
  const rows = await db.$queryRaw`
    select key.place::integer - 1 as place, record_no as record, reason, message, raw
    from unnest(
      ${pgArray(places.map((place) => place.batchId))}::text[],
      ${pgArray(places.map((place) => place.receivedAt))}::timestamptz[],
      ${pgArray(places.map((place) => place.record))}::bigint[]
    ) with ordinality as key (batch, at, number, place)
    join rejected_record on batch_id = key.batch and received_at = key.at and record_no = key.number
    where received_at >= ${times[0]}::timestamptz and received_at <= ${times.at(-1)}::timestamptz`;
  return z.array(keptSchema).parse(rows);
}
