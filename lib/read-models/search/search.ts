import { systemClock } from "@/lib/clock";
import { type SearchResults, searchSchema } from "@/lib/contracts/search";
import { readableAlerts } from "@/lib/read-models/alerts/alert-rows";
import { listFeedingSources } from "@/lib/read-models/feeding/list-feeding-sources";
import { inScope } from "@/lib/read-models/in-scope";
import type { EverySourceScope, ReportScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";

const most = 8;

/**
 * `GET /api/search`: what has the words in its name or id, those that begin with them first.
 * @param operations null for somebody who may not see sources
 */
export async function search(
  scope: ReportScope,
  operations: EverySourceScope | null,
  words: string,
  db: Database = getPrisma(),
): Promise<SearchResults> {
  const [anywhere, atStart] = [`%${escapeLike(words)}%`, `${escapeLike(words)}%`];
  const has = (name: Prisma.Sql, id: Prisma.Sql) => Prisma.sql`(${name} ilike ${anywhere} or ${id} ilike ${anywhere})`;
  const first = (name: Prisma.Sql) => Prisma.sql`order by ${name} not ilike ${atStart}, ${name} limit ${most}`;
  const [campaigns, advertisers, sources, alerts] = await Promise.all([
    db.$queryRaw`
      select campaign.id, campaign.name, advertiser.name as "advertiserName"
      from campaign join advertiser on advertiser.id = campaign.advertiser_id
      where ${has(Prisma.sql`campaign.name`, Prisma.sql`campaign.id`)} and ${inScope(scope, Prisma.sql`advertiser.id`)}
      ${first(Prisma.sql`campaign.name`)}`,
    db.$queryRaw`
      select id, name from advertiser
      where ${has(Prisma.sql`name`, Prisma.sql`id`)} and ${inScope(scope, Prisma.sql`id`)}
      ${first(Prisma.sql`name`)}`,
    operations === null
      ? []
      : db.$queryRaw`
          select id, name from source where ${has(Prisma.sql`name`, Prisma.sql`id`)} ${first(Prisma.sql`name`)}`,
    db.$queryRaw`
      select alert.id, alert.title from alert
      where alert.title ilike ${anywhere}
        and ${readableAlerts(scope, await listFeedingSources(scope, db, systemClock))}
      order by alert.last_seen_at desc limit ${most}`,
  ]);
  return searchSchema.parse({ campaigns, advertisers, sources, alerts });
}

/** The words as they stand: per cent and underscore are letters here. */
function escapeLike(words: string): string {
  return words.replace(/[\\%_]/g, "\\$&");
}
