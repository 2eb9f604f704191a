import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";
import { type ChunkOrigin, iso } from "./chunk-key";

/** Tells whether the chunk has its row in the ledger, so that its message is a redelivery. */
export async function isChunkWritten(db: Database, { batchId, chunkNo, receivedAt }: ChunkOrigin): Promise<boolean> {
  const rows = await db.$queryRaw`
    select 1 from chunk_ledger
    where batch_id = ${batchId} and chunk_no = ${chunkNo}::integer and received_at = ${iso(receivedAt)}::timestamptz`;
  return z.array(z.unknown()).parse(rows).length > 0;
}
