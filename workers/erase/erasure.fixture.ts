import { expect } from "vitest";
import type { PrismaClient } from "@/lib/storage/prisma";
import { refreshAggregate } from "@/lib/storage/rollup/refresh-aggregate";

/** A client whose process is killed at its nth transaction, before or after the commit. */
export function killedAt(prisma: PrismaClient, kill: number, when: "before" | "after"): PrismaClient {
  let count = 0;
  return new Proxy(prisma, {
    get(target, name) {
      if (name !== "$transaction") return Reflect.get(target, name);
      return async (work: (db: unknown) => Promise<unknown>, options: object) => {
        count += 1;
        const dies = count === kill;
        const result = await target.$transaction(async (db) => {
          const answer = await work(db);
          if (dies && when === "before") throw new Error("killed");
          return answer;
        }, options);
        if (dies) throw new Error("killed");
        return result;
      };
    },
  });
}

/** Refreshes what the test looks through, in a window of whole days. */
export async function refreshAll(prisma: PrismaClient, from: number, to: number): Promise<void> {
  for (const level of ["15m", "1h", "1d"]) {
    for (const family of [
      "impression_by_user",
      "impression_by_site",
      "click_by_site",
      "bid_by_site",
      "credit_by_site",
    ]) {
      await refreshAggregate(prisma, { view: `${family}_${level}`, from, to });
    }
  }
}

/** Compresses the old chunks of a table, of which there must be some. */
export async function compress(prisma: PrismaClient, table: string): Promise<void> {
  const compressed = await prisma.$queryRaw<object[]>`
    select compress_chunk(c)::text from show_chunks(${table}::regclass, older_than => now() - interval '150 days') c`;
  expect(compressed.length).toBeGreaterThan(0);
}

/** The rejects of a batch by their number. */
export const rejectsOf = (prisma: PrismaClient, batchId: string) =>
  prisma.$queryRaw<{ record: bigint; raw: Uint8Array; message: string; reason: string }[]>`
    select record_no as record, raw, message, reason from rejected_record where batch_id = ${batchId} order by record_no`;

/** A text as JSON escapes that hide it from a plain search. */
export const escaped = (text: string) =>
  [...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
