// Run by `npm start` before anything writes: brings `DATABASE_URL` to the newest schema, and makes sure that
// the database belongs to this deployment's secret. Says a line for each migration.
import { Client } from "pg";
import { getEnv } from "@/lib/config/env";
import { migrate } from "@/scripts/migrate/migrate";
import { keepSecret } from "./keep-secret";

async function main(): Promise<void> {
  const env = getEnv();
  await migrate(env.DATABASE_URL, {
    onApplied: (name, elapsedMs) => console.log(`applied ${name} in ${elapsedMs} ms`),
  });
  const client = new Client({ connectionString: env.DATABASE_URL, connectionTimeoutMillis: 30_000 });
  // a connection that breaks also fails the statement that is running, which tells of it
  client.on("error", () => undefined);
  await client.connect();
  try {
    await keepSecret(client, env.APP_SECRET);
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
