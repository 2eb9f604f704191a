import { z } from "zod";
import type { CurrencyRate, CurrencyRatesChange } from "@/lib/contracts/currency-rates";
import { AppError } from "@/lib/errors";
import { type AuditEntry, insertAudit } from "@/lib/storage/insert-audit";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";

const knownSchema = z.array(
  z.object({ day: z.string(), base: z.string(), currency: z.string(), before: z.string(), isChanged: z.boolean() }),
);

/**
 * Upserts daily rates by base, currency and day: all of them or none. What is new or changes is a line of the
 * audit log for each pair of currencies. Events that arrive from then on are converted with them; what was
 * stored keeps the rate of its arrival, and what was rejected for want of a rate can be replayed.
 * @throws AppError `invalid_request` for a rate that is sent twice
 */
export async function putRates(
  actor: string,
  rates: readonly CurrencyRate[],
  prisma = getPrisma(),
): Promise<CurrencyRatesChange> {
  checkUnique(rates);
  return prisma.$transaction(
    async (db) => {
      // one at a time, so that what is compared stays what is stored
      await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended('currency_rate', 0))`;
      const known = await listKnown(db, rates);
      await db.$executeRaw`
        insert into currency_rate as known (day, base, currency, rate)
        select day, base, currency, rate from (${given(rates)}) as given
        order by base, currency, day
        on conflict (base, currency, day) do update set rate = excluded.rate where known.rate <> excluded.rate`;
      const before = new Map(known.map((row) => [keyOf(row), row]));
      await insertAudit(db, auditOf(actor, rates, before));
      return { created: rates.length - known.length, updated: known.length };
    },
    { maxWait: 10_000, timeout: 60_000 },
  );
}

type Known = z.infer<typeof knownSchema>[number];

function keyOf({ day, base, currency }: Pick<CurrencyRate, "day" | "base" | "currency">): string {
  return `${base}/${currency} ${day}`;
}

function checkUnique(rates: readonly CurrencyRate[]): void {
  const first = new Map<string, number>();
  for (const [index, rate] of rates.entries()) {
    const earlier = first.get(keyOf(rate));
    if (earlier !== undefined) {
      const message = `is the rate of ${keyOf(rate)}, as rates[${earlier}] is: send each once`;
      throw new AppError("invalid_request", `The request is not valid: \`rates[${index}]\` ${message}`, {
        issues: [{ path: `rates[${index}]`, message }],
      });
    }
    first.set(keyOf(rate), index);
  }
}

async function listKnown(db: Database, rates: readonly CurrencyRate[]): Promise<Known[]> {
  const rows = await db.$queryRaw`
    select to_char(known.day, 'YYYY-MM-DD') as day, known.base, known.currency, known.rate::text as before,
      known.rate <> given.rate as "isChanged"
    from (${given(rates)}) as given
    join currency_rate known using (base, currency, day)`;
  return knownSchema.parse(rows);
}

function given(rates: readonly CurrencyRate[]): Prisma.Sql {
  const column = (name: keyof CurrencyRate) => pgArray(rates.map((rate) => rate[name]));
  return Prisma.sql`
    select * from unnest(
      ${column("day")}::date[], ${column("base")}::text[], ${column("currency")}::text[], ${column("rate")}::numeric[]
    ) as rate (day, base, currency, rate)`;
}

/** A line for each pair of currencies, with the rates by day that are new or another. */
function auditOf(actor: string, rates: readonly CurrencyRate[], before: ReadonlyMap<string, Known>): AuditEntry[] {
  const pairs = new Map<string, { before: Record<string, string>; after: Record<string, string> }>();
  for (const rate of rates) {
    const known = before.get(keyOf(rate));
    if (known && !known.isChanged) continue;
    const pair = `${rate.base}/${rate.currency}`;
    const change = pairs.get(pair) ?? { before: {}, after: {} };
    pairs.set(pair, change);
    if (known) change.before[rate.day] = known.before;
    change.after[rate.day] = rate.rate;
  }
  return [...pairs].map(([pair, { before: was, after }]) => {
    const isNew = Object.keys(was).length === 0;
    return { actor, action: "currency_rate.put", subject: `currency_rate:${pair}`, before: isNew ? null : was, after };
  });
}
