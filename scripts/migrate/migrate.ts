import { Client } from "pg";
import { applyInTransaction, applyOutside } from "./apply-migration";
import { checkServer } from "./check-server";
import { MigrationError } from "./migration-error";
import { prepareState } from "./migration-state";
import { readMigrations } from "./read-migrations";

export interface MigrateOptions {
  folder?: string;
  onApplied?: (name: string, elapsedMs: number) => void;
}

/**
 * Applies the migrations that the database does not have yet, in the order of their names, each in
 * one transaction together with its row in Prisma's table: one that fails leaves nothing behind.
 * A file whose first line is `-- no-transaction` is run statement by statement instead.
 * Gives the names of those applied now.
 * @throws MigrationError or UnfitServerError with one sentence when the server cannot be reached or
 * does not fit, an applied migration was edited or is missing here, or a migration fails.
 */
export async function migrate(databaseUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(options.folder ?? "prisma/migrations");
  const client = await connect(databaseUrl);
  try {
    await checkServer(client);
    await prepareState(client);
    const applied: string[] = [];
    for (const migration of migrations) {
      const started = Date.now();
      const apply = migration.inTransaction ? applyInTransaction : applyOutside;
      if (!(await apply(client, migration, migrations))) continue;
      applied.push(migration.name);
      options.onApplied?.(migration.name, Date.now() - started);
    }
    return applied;
  } finally {
    await client.end();
  }
}

async function connect(databaseUrl: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 30_000 });
  // a connection that breaks also fails the statement that is running, which tells of it
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new MigrationError(
      `The database at ${client.host}:${client.port} cannot be reached (${reason(error)}): check DATABASE_URL and that the server runs.`,
    );
  }
  return client;
}

/** Node tries every address of a name, and then gives one error that has no text of its own. */
function reason(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || "no answer";
}
