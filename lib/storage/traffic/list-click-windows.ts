import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const dayMs = 86_400_000;
/** Of a campaign that the catalogue does not know, and of most others. */
const usualDays = 30;

const rowSchema = z.object({ campaignId: z.string(), days: z.number() });

/** Gives the click windows of all campaigns, in milliseconds. */
export async function listClickWindows(db: Database): Promise<{ of(campaignId: string): number; longest: number }> {
  const rows = await db.$queryRaw`
    select id as "campaignId", click_window_days as days from campaign where click_window_days <> ${usualDays}::int`;
  const others = new Map(
    z
      .array(rowSchema)
      .parse(rows)
      .map(({ campaignId, days }) => [campaignId, days * dayMs]),
  );
  const usual = usualDays * dayMs;
  return {
    of: (campaignId) => others.get(campaignId) ?? usual,
    longest: [...others.values()].reduce((longest, ms) => Math.max(longest, ms), usual),
  };
}
