import { z } from "zod";
import { Prisma } from "@/lib/storage/prisma";

/** An event of `journey_event` with its marks; `at` is epoch milliseconds. */
export const markedEventSchema = z.object({
  kind: z.enum(["impression", "click", "conversion"]),
  campaignId: z.string(),
  userKey: z.string(),
  at: z.number(),
  eventId: z.string(),
  /** `rule@version`, null without any. */
  marks: z.array(z.string()).nullable(),
});
export type MarkedEvent = z.infer<typeof markedEventSchema>;

/** The columns of a {@link MarkedEvent}, from a table or query named `e`. */
export const markedEventColumns = Prisma.sql`
  e.kind, e.campaign_id as "campaignId", e.user_key as "userKey",
  (extract(epoch from e.occurred_at) * 1000)::float8 as "at", e.event_id as "eventId", e.marks`;

/** An event whose mark of a rule is not the one that it should have. */
export const differingEventSchema = markedEventSchema.extend({ wanted: z.string().nullable() });
export type DifferingEvent = z.infer<typeof differingEventSchema>;
