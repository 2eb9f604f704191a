import { z } from "zod";
import { Prisma } from "@/lib/storage/prisma";

/** A row of `journey_event`; `at` is epoch milliseconds. */
export const journeyRowSchema = z.object({
  kind: z.enum(["impression", "click", "conversion"]),
  eventId: z.string(),
  at: z.number(),
  creativeId: z.string().nullable(),
  site: z.string().nullable(),
  device: z.string(),
  country: z.string(),
  valueMicros: z.bigint().nullable(),
  orderId: z.string().nullable(),
  filtered: z.boolean(),
});
export type JourneyRow = z.infer<typeof journeyRowSchema>;

/** The columns of a {@link JourneyRow}, from a table or query named `e`. */
export const journeyColumns = Prisma.sql`
  e.kind, e.event_id as "eventId", (extract(epoch from e.occurred_at) * 1000)::float8 as "at",
  e.creative_id as "creativeId", e.site, e.device, e.country, e.value_micros as "valueMicros",
  e.order_id as "orderId", e.filtered`;

/** The place of an event in its journey: time, cause before effect, bytes of the id. Compare rows of these. */
export const journeyOrder = Prisma.sql`
  (e.occurred_at, case e.kind when 'impression' then 0 when 'click' then 1 else 2 end, e.event_id collate "C")`;

/** A place in a journey, to go on from. */
export type JourneyPlace = Pick<JourneyRow, "at" | "kind" | "eventId">;

/** {@link JourneyPlace} as a row that compares with {@link journeyOrder}. */
export function placeRow(place: JourneyPlace): Prisma.Sql {
  return Prisma.sql`
    (${iso(place.at)}::timestamptz, case ${place.kind}::text when 'impression' then 0 when 'click' then 1 else 2 end,
     ${place.eventId}::text collate "C")`;
}

/** Epoch milliseconds as PostgreSQL reads them. */
export function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
