import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { type Database, Prisma } from "@/lib/storage/prisma";

const columns = {
  user: Prisma.sql`e.user_key::text`,
  address: Prisma.sql`e.address_key::text`,
  site: Prisma.sql`e.site`,
  campaign: Prisma.sql`e.campaign_id`,
};
const rowSchema = z.object({ key: z.string() });

/**
 * Gives the users, addresses, sites or campaigns that have events in a stretch of time, in the order of
 * their bytes.
 * @param range epoch milliseconds, both inclusive
 * @param after the last key of the page before, empty for the first
 */
export async function listKeys(
  db: Database,
  scope: keyof typeof columns,
  range: { from: number; to: number },
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.$queryRaw`
    select key from (
      select distinct ${columns[scope]} collate "C" as key
      from journey_event e
      where e.occurred_at between ${iso(range.from)}::timestamptz and ${iso(range.to)}::timestamptz
    ) as e
    where key > ${after}
    order by key
    limit ${limit}::int`;
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => row.key);
}
