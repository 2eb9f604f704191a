import { z } from "zod";
import type { ReportRange } from "@/lib/read-models/campaigns/resolve-range";
import { isoOf } from "@/lib/read-models/campaigns/segment-rows";
import type { Database } from "@/lib/storage/prisma";

/** A user with the first and the last conversion of a range; epoch milliseconds. */
export interface ConvertingUser {
  userKey: string;
  first: number;
  last: number;
}

const rowsSchema = z.tuple([z.object({ conversions: z.number().int(), users: z.string().nullable() })]);
const usersSchema = z.array(z.tuple([z.string(), z.number(), z.number()]));

/**
 * Finds who converted in the range, in the order of the user key.
 * @param limit at most so many conversions are read; one more is counted, which says that there are more
 */
export async function listConvertingUsers(
  db: Database,
  campaignId: string,
  range: ReportRange,
  limit: number,
): Promise<{ conversions: number; users: ConvertingUser[] }> {
  // as one text: Prisma takes longer over thousands of rows than the database
  const [{ conversions, users }] = rowsSchema.parse(
    await db.$queryRaw`
      with found as materialized (
        select user_key, occurred_at from journey_event
        where campaign_id = ${campaignId} and kind = 'conversion'
          and occurred_at >= ${isoOf(range.from)}::timestamptz and occurred_at < ${isoOf(range.to)}::timestamptz
        limit ${limit + 1}
      )
      select (select count(*)::int from found) as conversions, (
        select json_agg(json_build_array(user_key, extract(epoch from first) * 1000, extract(epoch from last) * 1000) order by user_key)::text
        from (select user_key, min(occurred_at) as first, max(occurred_at) as last from found group by user_key) u
      ) as users`,
  );
  const tuples = usersSchema.parse(JSON.parse(users ?? "[]"));
  return { conversions, users: tuples.map(([userKey, first, last]) => ({ userKey, first, last })) };
}
