import { deploymentSecret } from "./data-directory.mjs";
import { natsService } from "./nats-service.mjs";
import { firstFreePort } from "./ports.mjs";
import { ensureBuild } from "./prepare.mjs";
import { step } from "./report.mjs";
import { runCommand } from "./run-command.mjs";
import { databaseService, script } from "./services.mjs";
import { waitForPort } from "./wait.mjs";

/**
 * Starts NATS and the database, or takes those that the settings name, brings the schema up to date,
 * and meanwhile builds the web process.
 * @param {import("./supervisor.mjs").Supervisor} supervisor
 * @param {import("./settings.mjs").Settings} settings
 * @param {"nats-server" | "docker" | undefined} nats how to run our own, if at all
 * @returns {Promise<NodeJS.ProcessEnv>} the environment that leads the other processes to them
 */
export async function startServers(supervisor, settings, nats) {
  const natsPort = await firstFreePort(14_222);
  const databasePort = await firstFreePort(15_432);
  const env = environment(settings, natsPort, databasePort);
  if (!settings.databaseUrl) supervisor.start(databaseService(settings.dataDir, databasePort));
  if (nats) supervisor.start(natsService(nats, settings.dataDir, natsPort));
  await Promise.all([
    settings.dev ? undefined : step("Web build", ensureBuild),
    nats && step("NATS with JetStream", () => waitForPort(supervisor, "nats", natsPort)),
    startSchema(supervisor, settings, env, databasePort),
  ]);
  return env;
}

async function startSchema(supervisor, settings, env, databasePort) {
  if (!settings.databaseUrl) {
    await step("Embedded TimescaleDB", () => waitForPort(supervisor, "database", databasePort));
  }
  await step("Schema", async () => {
    const failure = "The database cannot be used";
    const said = await runCommand(script("scripts/bootstrap/schema.ts"), { env, failure });
    const applied = said.split("\n").filter((line) => line.startsWith("applied")).length;
    return applied > 0 ? `${applied} migrations applied` : "";
  });
}

/**
 * What leads the other processes to the servers. An `APP_SECRET` that was given wins over secrets.json, which
 * is not even made then.
 * @param {import("./settings.mjs").Settings} settings @param {number} natsPort @param {number} databasePort
 */
export function environment(settings, natsPort, databasePort) {
  return {
    ...process.env,
    APP_SECRET: process.env.APP_SECRET || deploymentSecret(settings.dataDir),
    DATABASE_URL: settings.databaseUrl ?? `postgresql://postgres:postgres@127.0.0.1:${databasePort}/postgres`,
    NATS_URL: settings.natsUrl ?? `nats://127.0.0.1:${natsPort}`,
    DATA_DIR: settings.dataDir,
    HOST: settings.host,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
