import type { Clock } from "@/lib/clock";
import { listRates } from "@/lib/storage/ingest/list-rates";
import type { Database } from "@/lib/storage/prisma";
import type { Rate, RatesByDay } from "./enrich/convert-money";
import { ExpiringCache } from "./expiring-cache";

/** A new rate counts for chunks that are taken up this long after it. */
const ttlMs = 3000;
/** Of some 200 currencies each: a statement's answer stays at some megabytes. */
const daysAtOnce = 200;

/** The currency rates of the days that events of other currencies name, read again every few seconds. */
export class KnownRates {
  readonly #days: ExpiringCache<readonly Rate[]>;

  constructor(
    readonly db: Database,
    clock: Clock,
  ) {
    this.#days = new ExpiringCache(clock, ttlMs);
  }

  /** @param days `YYYY-MM-DD`, each once */
  async snapshot(days: readonly string[]): Promise<RatesByDay> {
    const rates = new Map<string, readonly Rate[]>();
    const unknown: string[] = [];
    for (const day of days) {
      const known = this.#days.get(day);
      if (known) rates.set(day, known);
      else unknown.push(day);
    }
    for (let start = 0; start < unknown.length; start += daysAtOnce) {
      const slice = unknown.slice(start, start + daysAtOnce);
      const byDay = new Map<string, Rate[]>(slice.map((day) => [day, []]));
      for (const row of await listRates(this.db, slice)) byDay.get(row.day)?.push(row);
      for (const [day, list] of byDay) {
        this.#days.set(day, list);
        rates.set(day, list);
      }
    }
    return rates;
  }
}
