import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({ day: z.string(), base: z.string(), currency: z.string(), rate: z.string() });
export type RateRow = z.infer<typeof rowSchema>;

/** Gives the currency rates of days (`YYYY-MM-DD`), the rate as an exact decimal. */
export async function listRates(db: Database, days: readonly string[]): Promise<RateRow[]> {
  const rows = await db.$queryRaw`
    select to_char(day, 'YYYY-MM-DD') as day, base, currency, rate::text as rate
    from currency_rate where day = any(${pgArray(days)}::date[])`;
  return z.array(rowSchema).parse(rows);
}
