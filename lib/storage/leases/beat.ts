import type { Database } from "@/lib/storage/prisma";

/** Says that somebody does this; unlike a lease, several may, and the last who said so stands there. */
export async function beat(db: Database, name: string, holder: string, ttlMs: number): Promise<void> {
  await db.$executeRaw`
    insert into lease (name, holder, expires_at)
    values (${name}, ${holder}, clock_timestamp() + ${ttlMs}::double precision * interval '1 millisecond')
    on conflict (name) do update set holder = excluded.holder, expires_at = excluded.expires_at`;
}
