import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { campaignsOf } from "./key-events";

export interface UserSpan {
  userKey: string;
  /** Epoch milliseconds, both inclusive. */
  from: number;
  to: number;
}

/** One event of a user, of any campaign. */
export interface UserEvent {
  kind: "impression" | "click" | "conversion";
  at: number;
  campaignId: string;
  eventId: string;
  /** As sent. */
  creativeId: string | null;
  addressKey: string | null;
  marks: string[] | null;
}

const eventSchema = z
  .tuple([
    z.enum(["impression", "click", "conversion"]),
    z.number(),
    z.string(),
    z.string(),
    z.string().nullable(),
    z.string().nullable(),
    z.array(z.string()).nullable(),
  ])
  .transform(
    ([kind, at, campaignId, eventId, creativeId, addressKey, marks]): UserEvent => ({
      kind,
      at,
      campaignId,
      eventId,
      creativeId,
      addressKey,
      marks,
    }),
  );
const rowSchema = z.object({ no: z.bigint(), events: z.string() });

/**
 * Loads the events of users in a stretch of time each, of all campaigns and in no order.
 * @param limit most events of one user; one more than that says that there are more
 * @returns as many lists as spans, in their order
 */
export async function loadUsers(db: Database, spans: readonly UserSpan[], limit: number): Promise<UserEvent[][]> {
  // one text a user: thousands of rows would take the driver several times as long
  const rows = await db.$queryRaw`
    select span.no, loaded.events
    from unnest(
      ${pgArray(spans.map((span) => span.userKey))}::uuid[],
      ${pgArray(spans.map((span) => iso(span.from)))}::timestamptz[],
      ${pgArray(spans.map((span) => iso(span.to)))}::timestamptz[]
    ) with ordinality as span (user_key, from_at, to_at, no)
    cross join lateral (
      select json_agg(json_build_array(e.kind, (extract(epoch from e.occurred_at) * 1000)::bigint, e.campaign_id,
        e.event_id, e.creative_id, e.address_key, e.marks))::text as events
      from (
        select e.* from ${campaignsOf(Prisma.sql`span.user_key`)} c cross join lateral (
          select e.* from journey_event e
          where e.user_key = span.user_key and e.campaign_id = c.campaign_id
            and e.occurred_at between span.from_at and span.to_at
        ) e
        limit ${limit + 1}::int
      ) e
    ) loaded
    where loaded.events is not null`;
  const users: UserEvent[][] = spans.map(() => []);
  for (const { no, events } of z.array(rowSchema).parse(rows)) {
    users[Number(no) - 1] = z.array(eventSchema).parse(JSON.parse(events));
  }
  return users;
}
