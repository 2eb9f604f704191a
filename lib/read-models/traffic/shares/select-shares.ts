import { z } from "zod";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { type SharesSelection, shareRows } from "./share-rows";

const rowsSchema = z.array(
  z.object({
    key: z.string(),
    invalidImpressions: z.number(),
    invalidClicks: z.number(),
    invalidCostMicros: z.number(),
    impressions: z.number(),
    clicks: z.number(),
  }),
);
export type ShareRow = z.infer<typeof rowsSchema>[number];

/** Adds up impressions and clicks by key, the one with the most invalid events first. */
export async function selectShares(db: Database, selection: SharesSelection, limit: number): Promise<ShareRow[]> {
  const of = (fact: string, column: "gross" | "invalid") => {
    const value = column === "gross" ? Prisma.sql`gross` : Prisma.sql`invalid`;
    return Prisma.sql`coalesce(sum(${value}) filter (where fact = ${fact}), 0)::float8`;
  };
  return rowsSchema.parse(
    await db.$queryRaw`
      select key, ${of("impression", "invalid")} as "invalidImpressions", ${of("click", "invalid")} as "invalidClicks",
        coalesce(sum(cost), 0)::float8 as "invalidCostMicros", ${of("impression", "gross")} as impressions,
        ${of("click", "gross")} as clicks
      from (${shareRows("impression", selection)} union all ${shareRows("click", selection)}) share
      group by key
      order by sum(invalid) desc, sum(gross) desc nulls last, key
      limit ${limit}::int`,
  );
}
