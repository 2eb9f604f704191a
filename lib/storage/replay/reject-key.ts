import { z } from "zod";

/** Where a rejected record stands in the order in which replays take them: by its batch's arrival, its batch, its number. */
export const rejectKeySchema = z.tuple([z.iso.datetime(), z.string(), z.number().int().nonnegative()]);
export type RejectKey = z.infer<typeof rejectKeySchema>;

/** The batch of rejected records; `receivedAt` is ISO. */
export interface RejectBatch {
  batchId: string;
  receivedAt: string;
}

/** Records of a batch, from the first to the last of these numbers. */
export interface RejectSpan extends RejectBatch {
  first: number;
  last: number;
}
