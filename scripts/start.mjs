// `npm start` and `npm run dev`: from a bare machine with Node to a running product.
// Node's built-in modules only, since nothing else is there yet.
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { takeDataDirectory } from "./start/data-directory.mjs";
import { startDemo } from "./start/demo.mjs";
import { assertRoom, watchRoom } from "./start/disk.mjs";
import { RunningFiles } from "./start/left-overs.mjs";
import { assertPortFree } from "./start/ports.mjs";
import { ensureClient, ensureNatsServer, ensurePackages } from "./start/prepare.mjs";
import { startProduct } from "./start/product.mjs";
import { say, step, tellFailure, warn } from "./start/report.mjs";
import { endCommands, killCommands } from "./start/run-command.mjs";
import { startServers } from "./start/servers.mjs";
import { checkNode, readSettings } from "./start/settings.mjs";
import { explain } from "./start/start-failure.mjs";
import { Supervisor } from "./start/supervisor.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

/** @type {Supervisor | undefined} */
let supervisor;
let dataDir = "";
let free = () => undefined;
let stopping = false;

/** Stops everything in order; asked a second time, at once. @param {number} code */
async function stop(code) {
  if (stopping) {
    killCommands();
    supervisor?.killAll();
    free();
    process.exit(1);
  }
  stopping = true;
  await Promise.all([endCommands(), supervisor?.stopAll((line) => say(`  ${line}`))]);
  free();
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    say(stopping ? "\nStopping at once." : "\nStopping; what was accepted is kept.");
    void stop(0);
  });
}

/** Brings everything up, and says where it is. */
async function start() {
  const started = Date.now();
  checkNode(process.versions.node);
  const settings = readSettings(process.env, process.argv.slice(2));
  dataDir = settings.dataDir;
  free = takeDataDirectory(dataDir);
  assertRoom(dataDir);
  const files = new RunningFiles(dataDir);
  const leftOver = await files.endLeftOvers();
  if (leftOver.length > 0) say(`Ended what an earlier start had left: ${leftOver.join(", ")}.`);
  await assertPortFree(settings.port, settings.host);
  supervisor = new Supervisor({ logDir: join(dataDir, "logs"), warn, files });

  const [nats] = await Promise.all([
    settings.natsUrl ? undefined : step("NATS server", ensureNatsServer),
    step("Packages", ensurePackages),
  ]);
  await step("Database client", ensureClient);
  const env = await startServers(supervisor, settings, nats);
  const signIn = await startProduct(supervisor, settings, env);
  if (settings.demo) await startDemo(supervisor, settings, env);
  sayReady(settings, signIn, started);
  watchRoom(dataDir, warn);
}

/** @param {import("./start/settings.mjs").Settings} settings @param {import("./start/product.mjs").SignIn} signIn @param {number} started */
function sayReady(settings, signIn, started) {
  const here = (path) => {
    const short = relative(process.cwd(), path);
    return short === "" || short.startsWith("..") ? path : short;
  };
  say("");
  say(`AdvertiseX is ready after ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  say(`  Address      ${settings.publicUrl}`);
  say(`  Sign in      ${signIn.email}, password in the credentials`);
  say(`  Credentials  ${here(signIn.credentialsPath)}`);
  say(`  Logs         ${here(join(dataDir, "logs"))}`);
  say("  Ctrl-C stops everything.");
}

start().catch(async (error) => {
  // what is being stopped fails, and that is no news
  if (stopping) return;
  tellFailure(explain(error, dataDir));
  await stop(1);
});
