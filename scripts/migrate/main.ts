import { migrate } from "./migrate";

/** `node --import tsx scripts/migrate/main.ts`: brings `DATABASE_URL` to the newest schema. */
const url = process.env.DATABASE_URL;
if (!url) {
  console.error("Set DATABASE_URL to the database that should be migrated.");
  process.exit(1);
}
try {
  const applied = await migrate(url, {
    onApplied: (name, elapsedMs) => console.log(`applied ${name} in ${elapsedMs} ms`),
  });
  if (applied.length === 0) console.log("the schema is up to date");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
