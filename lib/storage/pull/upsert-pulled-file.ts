import type { PulledFile } from "@/lib/contracts/pull";
import type { Database } from "@/lib/storage/prisma";

export type PulledFileRow = Omit<PulledFile, "takenAt"> & { version: string };

/** Remembers what became of a file; of a pull that is gone by now, nothing. */
export async function upsertPulledFile(
  db: Pick<Database, "$executeRaw">,
  pullId: string,
  { name, version, bytes, state, attempts, batchId, records, error }: PulledFileRow,
): Promise<void> {
  await db.$executeRaw`
    insert into pulled_file (pull_id, name, version, bytes, state, attempts, batch_id, records, error, taken_at)
    select id, ${name}, ${version}, ${bytes}::bigint, ${state}, ${attempts}::integer, ${batchId}::text,
      ${records}::bigint, ${error}::text, clock_timestamp()
    from pull
    where id = ${pullId}
    on conflict (pull_id, name, version) do update
    set state = excluded.state, attempts = excluded.attempts, batch_id = excluded.batch_id,
      records = excluded.records, error = excluded.error, taken_at = excluded.taken_at`;
}
