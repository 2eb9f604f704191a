import { step, warn } from "./report.mjs";
import { runCommand } from "./run-command.mjs";
import { script, webService, workerService } from "./services.mjs";
import { StartFailure } from "./start-failure.mjs";
import { waitForHealth } from "./wait.mjs";

/** @typedef {{ email: string, credentialsPath: string, created: boolean }} SignIn */

/**
 * Makes the first sign-in, then starts worker and web and waits until both work.
 * @param {import("./supervisor.mjs").Supervisor} supervisor
 * @param {import("./settings.mjs").Settings} settings
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<SignIn>}
 */
export async function startProduct(supervisor, settings, env) {
  const [signIn] = await Promise.all([
    makeSignIn(env),
    step("Worker and web", async () => {
      supervisor.start(workerService(settings, env));
      supervisor.start(webService(settings, env));
      const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
      await waitForHealth(supervisor, `http://${host}:${settings.port}`);
    }),
  ]);
  return signIn;
}

/** @param {NodeJS.ProcessEnv} env @returns {Promise<SignIn>} */
async function makeSignIn(env) {
  /** @type {SignIn | undefined} */
  let signIn;
  await step("Credentials", async () => {
    const failure = "The first sign-in could not be made";
    const said = (await runCommand(script("scripts/bootstrap.ts"), { env, failure })).trim().split("\n");
    signIn = readSignIn(said.pop() ?? "");
    for (const line of said) warn(line);
    return signIn.created ? "made" : "";
  });
  return /** @type {SignIn} */ (signIn);
}

/** The last line of the bootstrap is JSON. @param {string} line @returns {SignIn} */
function readSignIn(line) {
  try {
    return JSON.parse(line);
  } catch {
    throw new StartFailure("The first sign-in could not be made: scripts/bootstrap.ts did not say where it is.");
  }
}
