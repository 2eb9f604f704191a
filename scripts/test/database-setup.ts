import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "@/scripts/embedded/start-embedded";
import { migrate } from "@/scripts/migrate/migrate";
import { freePort } from "./start-nats";

/** Vitest's global setup: an empty, migrated TimescaleDB of this run's own, unless `DATABASE_URL` names one. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  process.env.APP_SECRET ??= "a secret for tests, of more than 32 characters";
  if (process.env.DATABASE_URL) {
    await migrate(process.env.DATABASE_URL);
    return undefined;
  }
  const dataDir = await mkdtemp(join(tmpdir(), "advertisex-db-"));
  const database = await startEmbedded({ dataDir, port: await freePort(), host: "127.0.0.1" });
  await migrate(database.url);
  process.env.DATABASE_URL = database.url;
  return async () => {
    delete process.env.DATABASE_URL;
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}
