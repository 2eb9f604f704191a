import { z } from "zod";
import { inScope } from "@/lib/read-models/in-scope";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ id: z.string() }));

/** The ids of the scope's campaigns; null for every campaign, where the scope is of every advertiser. */
export async function listCampaignIds(scope: ReportScope, db: Database = getPrisma()): Promise<Set<string> | null> {
  if (scope.advertiserIds === null) return null;
  const rows = await db.$queryRaw`select id from campaign where ${inScope(scope, Prisma.sql`advertiser_id`)}`;
  return new Set(rowsSchema.parse(rows).map(({ id }) => id));
}
