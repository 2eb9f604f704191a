import { z } from "zod";
import type { CurrencyRate, CurrencyRateQuery } from "@/lib/contracts/currency-rates";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";

const rowSchema = z.object({ day: z.string(), base: z.string(), currency: z.string(), rate: z.string() });

/** Rates read at a time, so that many years go out in bounded memory. */
const pageSize = 5000;

/**
 * Gives the rates of days as pieces of JSON, newest first and by currency within a day, as `PUT` takes them.
 * @param query days, both inclusive
 */
export async function* readRates(
  _scope: ReportScope,
  query: CurrencyRateQuery,
  prisma: Database = getPrisma(),
): AsyncGenerator<string> {
  yield '{"rates":[';
  let last: CurrencyRate | undefined;
  for (;;) {
    const page = await listPage(prisma, query, last);
    if (page.length > 0) yield `${last ? "," : ""}${page.map((rate) => JSON.stringify(rate)).join()}`;
    last = page.at(-1);
    if (page.length < pageSize) break;
  }
  yield "]}";
}

async function listPage(db: Database, { from, to }: CurrencyRateQuery, last?: CurrencyRate): Promise<CurrencyRate[]> {
  const after = last
    ? Prisma.sql`and (day < ${last.day}::date
        or (day = ${last.day}::date and (base, currency) > (${last.base}, ${last.currency})))`
    : Prisma.empty;
  const rows = await db.$queryRaw`
    select to_char(day, 'YYYY-MM-DD') as day, base, currency, trim_scale(rate)::text as rate
    from currency_rate
    where day between coalesce(${from ?? null}::date, '-infinity') and coalesce(${to ?? null}::date, 'infinity')
      ${after}
    order by day desc, base, currency
    limit ${pageSize}::int`;
  return z.array(rowSchema).parse(rows);
}
