import { z } from "zod";
import type { Catalog } from "@/lib/contracts/catalog";
import { AppError } from "@/lib/errors";
import { inScope } from "@/lib/read-models/in-scope";
import { covers, type ReportScope } from "@/lib/scope";
import { type Database, Prisma } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ id: z.string() }));

/**
 * Refuses entries that are not the scope's advertisers' own, or would become others': whoever sees some
 * advertisers only can neither make one, nor touch, take over or give away what is another's.
 * @throws AppError `wrong_scope` that names the first
 */
export async function requireOwn(
  scope: ReportScope,
  database: Pick<Database, "$queryRaw">,
  { advertisers, campaigns, creatives }: Catalog,
): Promise<void> {
  if (scope.advertiserIds === null) return;
  const sent = new Set(campaigns.map(({ id }) => id));
  const referred = creatives.map(({ campaignId }) => campaignId).filter((id) => !sent.has(id));
  refuse(
    "advertiser",
    advertisers.filter(({ id }) => !covers(scope, id)).map(({ id }) => id),
  );
  refuse(
    "campaign",
    campaigns.filter(({ advertiserId }) => !covers(scope, advertiserId)).map(({ id }) => id),
  );
  refuse("campaign", await foreignCampaigns(scope, database, [...sent, ...referred]));
  refuse(
    "creative",
    await foreignCreatives(
      scope,
      database,
      creatives.map(({ id }) => id),
    ),
  );
}

async function foreignCampaigns(scope: ReportScope, database: Pick<Database, "$queryRaw">, ids: string[]) {
  const rows = await database.$queryRaw`
    select id from campaign where id = any(${ids}::text[]) and not (${inScope(scope, Prisma.sql`advertiser_id`)})`;
  return rowsSchema.parse(rows).map(({ id }) => id);
}

async function foreignCreatives(scope: ReportScope, database: Pick<Database, "$queryRaw">, ids: string[]) {
  const rows = await database.$queryRaw`
    select creative.id from creative join campaign on campaign.id = campaign_id
    where creative.id = any(${ids}::text[]) and not (${inScope(scope, Prisma.sql`advertiser_id`)})`;
  return rowsSchema.parse(rows).map(({ id }) => id);
}

function refuse(noun: string, ids: readonly string[]): void {
  const [first] = ids;
  if (first === undefined) return;
  throw new AppError("wrong_scope", `The ${noun} \`${first}\` is not one that you may change: leave it out.`, {
    noun,
    ids: ids.slice(0, 20),
  });
}
