import { z } from "zod";
import type { AttributionModel } from "@/lib/contracts/catalog";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ day: z.string(), count: z.number().int(), lastAt: z.date() }));
export type DayRestatements = Pick<z.infer<typeof rowsSchema>[number], "count" | "lastAt">;

/**
 * How often figures of a campaign's days were restated, and when last, by the day as `YYYY-MM-DD` of its
 * advertiser's calendar: figures of that traffic, of the campaign's own model where they depend on one.
 * @param days the first and the last, both included
 */
export async function selectRestatements(
  db: Database,
  campaign: { campaignId: string; attributionModel: AttributionModel },
  traffic: "net" | "gross",
  { first, last }: { first: string; last: string },
): Promise<Map<string, DayRestatements>> {
  const rows = rowsSchema.parse(
    await db.$queryRaw`
      select day::text as day, count(*)::int as count, max(at) as "lastAt"
      from restatement
      where campaign_id = ${campaign.campaignId} and day between ${first}::date and ${last}::date
        and traffic = ${traffic} and coalesce(model, ${campaign.attributionModel}) = ${campaign.attributionModel}
      group by day`,
  );
  return new Map(rows.map(({ day, ...row }) => [day, row]));
}
