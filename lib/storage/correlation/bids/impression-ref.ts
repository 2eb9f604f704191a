import { z } from "zod";
import { Prisma } from "@/lib/storage/prisma";

/** A stored impression whose bid request is to be found; `at` is epoch milliseconds. */
export const impressionRefSchema = z.object({
  campaignId: z.string(),
  at: z.number(),
  eventId: z.string(),
  auctionId: z.string().nullable(),
  userKey: z.string(),
  sourceId: z.string(),
});
export type ImpressionRef = z.infer<typeof impressionRefSchema>;

/** The columns of an {@link ImpressionRef}, from a table or query named `i`. */
export const impressionColumns = Prisma.sql`
  i.campaign_id as "campaignId", (extract(epoch from i.occurred_at) * 1000)::float8 as "at", i.event_id as "eventId",
  i.auction_id as "auctionId", i.user_key::text as "userKey", i.source_id as "sourceId"`;

/** The place of an impression in the order in which lists go on. */
export type ImpressionPlace = Pick<ImpressionRef, "campaignId" | "at" | "eventId">;
