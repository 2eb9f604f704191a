import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { say, step, warn } from "./report.mjs";
import { runCommand } from "./run-command.mjs";
import { liveDemoService, script } from "./services.mjs";
import { StartFailure } from "./start-failure.mjs";

/**
 * Thirty days of demo data on the first run, then live traffic. A load that fails does not stop the
 * product: the next start tries again.
 * @param {import("./supervisor.mjs").Supervisor} supervisor
 * @param {import("./settings.mjs").Settings} settings
 * @param {NodeJS.ProcessEnv} env
 */
export async function startDemo(supervisor, { dataDir }, env) {
  const mark = join(dataDir, "demo", "loaded.json");
  try {
    if (!existsSync(mark)) await step("Demo data", () => load(mark, env));
    supervisor.start(liveDemoService(env));
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    warn(`${error.message} The next start tries again.`);
  }
}

/** @param {string} mark @param {NodeJS.ProcessEnv} env */
async function load(mark, env) {
  await runCommand(script("scripts/demo.ts"), {
    env,
    failure: "The demo data could not be loaded",
    onLine: (line) => say(`    ${line}`),
  });
  writeFileSync(mark, `${JSON.stringify({ loadedAt: new Date().toISOString() })}\n`);
}
