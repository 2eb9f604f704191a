import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { MigrationError } from "./migration-error";
import { inTurn, isPending } from "./migration-state";
import type { Migration } from "./read-migrations";
import { splitStatements } from "./split-statements";

/** Applies the migration and its row in one transaction. Gives false when it was there already. */
export function applyInTransaction(client: Client, migration: Migration, all: readonly Migration[]): Promise<boolean> {
  return inTurn(client, async () => {
    if (!(await isPending(client, migration, all))) return false;
    await client.query(migration.sql).catch((error: Error) => {
      throw new MigrationError(`Migration ${migration.name} failed and left nothing behind: ${error.message}.`);
    });
    await insertRow(client, migration, "clock_timestamp()", 1);
    return true;
  });
}

/**
 * Applies the migration one statement at a time, for what may not run in a transaction (a refresh of
 * a continuous aggregate, an index made concurrently). Its row is there first and unfinished, so that
 * a migration which stopped in the middle is seen.
 */
export async function applyOutside(client: Client, migration: Migration, all: readonly Migration[]): Promise<boolean> {
  const id = await inTurn(client, async () =>
    (await isPending(client, migration, all)) ? insertRow(client, migration, "null", 0) : undefined,
  );
  if (!id) return false;
  let done = 0;
  for (const statement of splitStatements(migration.sql)) {
    await client.query(statement).catch((error: Error) => {
      throw new MigrationError(`Migration ${migration.name} stopped after ${done} statements: ${error.message}.`);
    });
    done += 1;
  }
  await client.query(
    "update _prisma_migrations set finished_at = clock_timestamp(), applied_steps_count = 1 where id = $1",
    [id],
  );
  return true;
}

async function insertRow(client: Client, migration: Migration, finishedAt: string, steps: number): Promise<string> {
  const id = randomUUID();
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     values ($1, $2, $3, now(), ${finishedAt}, $4)`,
    [id, migration.checksum, migration.name, steps],
  );
  return id;
}
