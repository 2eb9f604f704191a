import type { ReportScope } from "@/lib/scope";
import { Prisma } from "@/lib/storage/prisma";

/** The condition that a row's advertiser is in the scope; `column` holds the advertiser's id. */
export function inScope({ advertiserIds }: ReportScope, column: Prisma.Sql): Prisma.Sql {
  if (advertiserIds === null) return Prisma.sql`true`;
  return Prisma.sql`${column} = any(${advertiserIds}::text[])`;
}

/** The condition that a campaign is in the scope; `column` holds its id, and may be null, which is then not. */
export function campaignInScope(scope: ReportScope, column: Prisma.Sql): Prisma.Sql {
  if (scope.advertiserIds === null) return Prisma.sql`true`;
  return Prisma.sql`${column} in (select id from campaign where ${inScope(scope, Prisma.sql`advertiser_id`)})`;
}
