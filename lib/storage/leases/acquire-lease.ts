import type { Database } from "@/lib/storage/prisma";

/**
 * Takes or renews a lease by the database's clock, in one conditional upsert.
 * @returns whether `holder` has it now; false while another one's has not run out
 */
export async function acquireLease(db: Database, name: string, holder: string, ttlMs: number): Promise<boolean> {
  const changed = await db.$executeRaw`
    insert into lease (name, holder, expires_at)
    values (${name}, ${holder}, clock_timestamp() + ${ttlMs}::double precision * interval '1 millisecond')
    on conflict (name) do update set holder = excluded.holder, expires_at = excluded.expires_at
    where lease.holder = excluded.holder or lease.expires_at < clock_timestamp()`;
  return changed === 1;
}
