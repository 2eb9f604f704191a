// `npm start` and `npm run dev`: from a bare machine with Node to a running product.
// Node's built-in modules only, since nothing else is there yet.
import { existsSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { deploymentSecret, takeDataDirectory } from "./start/data-directory.mjs";
import { natsService } from "./start/nats-service.mjs";
import { assertPortFree, firstFreePort } from "./start/ports.mjs";
import { ensureBuild, ensureClient, ensureNatsServer, ensurePackages } from "./start/prepare.mjs";
import { say, step, tellFailure, warn } from "./start/report.mjs";
import { runCommand } from "./start/run-command.mjs";
import { databaseService, liveDemoService, script, webService, workerService } from "./start/services.mjs";
import { checkNode, readSettings } from "./start/settings.mjs";
import { Supervisor } from "./start/supervisor.mjs";
import { waitForHealth, waitForPort } from "./start/wait.mjs";

process.chdir(new URL("..", import.meta.url).pathname);

let supervisor;
let free = () => undefined;
let stopping = false;

/** Stops everything in order; asked a second time, at once. */
async function stop(code) {
  if (stopping) {
    supervisor?.killAll();
    free();
    process.exit(1);
  }
  stopping = true;
  await supervisor?.stopAll((line) => say(`  ${line}`));
  free();
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    say(stopping ? "\nStopping at once." : "\nStopping; what was accepted is kept.");
    void stop(0);
  });
}

try {
  const started = Date.now();
  checkNode(process.versions.node);
  const settings = readSettings(process.env, process.argv.slice(2));
  free = takeDataDirectory(settings.dataDir);
  await assertPortFree(settings.port, settings.host);
  supervisor = new Supervisor({ logDir: join(settings.dataDir, "logs"), warn });

  const [nats] = await Promise.all([
    settings.natsUrl ? undefined : step("NATS server found", ensureNatsServer),
    step("Packages", ensurePackages),
  ]);
  await step("Database client", ensureClient);
  const env = await startServers(settings, nats);
  const signIn = await startProduct(settings, env);

  say("");
  say(`AdvertiseX is ready after ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  say(`  Address      ${settings.publicUrl}`);
  say(`  Sign in      ${signIn.email}, password in the credentials`);
  say(`  Credentials  ${relative(process.cwd(), signIn.credentialsPath) || signIn.credentialsPath}`);
  say(`  Logs         ${relative(process.cwd(), join(settings.dataDir, "logs"))}`);
  say("  Ctrl-C stops everything.");
} catch (error) {
  tellFailure(error);
  if (!stopping) await stop(1);
}

/** The database and NATS, and the environment that leads the others to them. */
async function startServers(settings, nats) {
  const { dataDir } = settings;
  const natsPort = await firstFreePort(14_222);
  const databasePort = await firstFreePort(15_432);
  const env = {
    ...process.env,
    APP_SECRET: deploymentSecret(dataDir),
    DATABASE_URL: settings.databaseUrl ?? `postgresql://postgres:postgres@127.0.0.1:${databasePort}/postgres`,
    NATS_URL: settings.natsUrl ?? `nats://127.0.0.1:${natsPort}`,
    DATA_DIR: dataDir,
    HOST: settings.host,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  if (!settings.databaseUrl) supervisor.start(databaseService(dataDir, databasePort));
  if (nats) supervisor.start(await natsService(nats, dataDir, natsPort));
  await Promise.all([
    settings.dev ? undefined : step("Web build", ensureBuild),
    nats && step("NATS with JetStream", () => waitForPort(supervisor, "nats", natsPort)),
    (async () => {
      if (!settings.databaseUrl)
        await step("Embedded TimescaleDB", () => waitForPort(supervisor, "database", databasePort));
      await step("Schema", async () => {
        await runCommand(script("scripts/migrate/main.ts"), {
          env,
          failure: "The schema could not be brought up to date",
        });
      });
    })(),
  ]);
  return env;
}

/** Credentials, worker, web and demo; gives what the bootstrap said of the sign-in. */
async function startProduct(settings, env) {
  let signIn;
  await step("Credentials", async () => {
    const output = await runCommand(script("scripts/bootstrap.ts"), {
      env,
      failure: "The first sign-in could not be made",
    });
    signIn = JSON.parse(output.trim().split("\n").at(-1) ?? "{}");
    return signIn.created ? "made" : "";
  });
  await step("Worker and web", async () => {
    supervisor.start(workerService(settings, env));
    supervisor.start(webService(settings, env));
    await waitForHealth(
      supervisor,
      `http://${settings.host.includes(":") ? `[${settings.host}]` : settings.host}:${settings.port}`,
    );
  });
  if (settings.demo) await startDemo(settings, env);
  return signIn;
}

/** Thirty days of demo data on the first run, then live traffic. */
async function startDemo({ dataDir }, env) {
  const mark = join(dataDir, "demo", "loaded.json");
  if (!existsSync(mark)) {
    await step("Demo data", async () => {
      await runCommand(script("scripts/demo.ts"), {
        env,
        failure: "The demo data could not be loaded",
        onLine: (line) => say(`    ${line}`),
      });
      writeFileSync(mark, `${JSON.stringify({ loadedAt: new Date().toISOString() })}\n`);
    });
  }
  supervisor.start(liveDemoService(env));
}
