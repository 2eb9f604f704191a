import { z } from "zod";
import { eventKindSchema } from "./kinds";
import { restatementCauseSchema } from "./restatement";

/** How many partitions the correlation work is cut into, by user. */
export const correlatePartitions = 16;

/** Epoch milliseconds within the years that PostgreSQL and ISO 8601 write alike, windows of attribution added. */
const eventTimeSchema = z.number().min(Date.UTC(1900, 0)).max(Date.UTC(9000, 0));

/**
 * A message of CORRELATE_V1: pairs of user and campaign that one chunk touched, all of one
 * partition, each with the first and last event time touched (epoch milliseconds).
 */
export const correlateMessageSchema = z.object({
  sourceId: z.string(),
  /** The newest event time of the chunk by kind, which becomes the watermark `correlated`. */
  watermarks: z.partialRecord(eventKindSchema, eventTimeSchema),
  pairs: z.array(z.object({ userKey: z.guid(), campaignId: z.string(), from: eventTimeSchema, to: eventTimeSchema })),
  /** Auctions whose bid requests or impressions were touched. */
  auctions: z.array(z.object({ auctionId: z.string(), from: eventTimeSchema, to: eventTimeSchema })).optional(),
  /** Users whose bid requests or impressions were touched, where impressions are matched by user and time. */
  bidders: z.array(z.object({ userKey: z.guid(), from: eventTimeSchema, to: eventTimeSchema })).optional(),
  /** Why, for the log of restatements; late data when it is not told. */
  cause: restatementCauseSchema.optional(),
});
export type CorrelateMessage = z.infer<typeof correlateMessageSchema>;
export type TouchedPair = CorrelateMessage["pairs"][number];
export type TouchedAuction = NonNullable<CorrelateMessage["auctions"]>[number];
export type TouchedBidder = NonNullable<CorrelateMessage["bidders"]>[number];

/** The partition of a user: the first byte of the user key, so that one user is always in one partition. */
export function partitionOf(userKey: string): number {
  return Number.parseInt(userKey.slice(0, 2), 16) % correlatePartitions;
}

export function correlateSubject(partition: number): string {
  return `correlate.v1.${partition}`;
}

/** The partition of an auction: a hash of its id (FNV-1a), so that one auction is always in one partition. */
export function partitionOfAuction(auctionId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < auctionId.length; index += 1) {
    hash = Math.imul(hash ^ auctionId.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 16) % correlatePartitions;
}
