import { isListening } from "./ports.mjs";
import { StartFailure } from "./start-failure.mjs";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Waits until a child listens.
 * @param {import("./supervisor.mjs").Supervisor} supervisor
 * @param {string} name
 * @param {number} port
 */
export async function waitForPort(supervisor, name, port) {
  for (let turn = 0; turn < 600; turn += 1) {
    if (await isListening(port)) return;
    if (supervisor.hasEnded(name))
      throw new StartFailure(`The ${name} process ended at once: ${supervisor.lastLine(name)}`);
    await pause(100);
  }
  throw new StartFailure(`The ${name} process did not listen within 60 seconds: ${supervisor.lastLine(name)}`);
}

/**
 * Waits until `GET /api/health` says that everything works.
 * @param {import("./supervisor.mjs").Supervisor} supervisor
 * @param {string} url
 */
export async function waitForHealth(supervisor, url) {
  let last = "no answer";
  for (let turn = 0; turn < 450; turn += 1) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    if (answer) last = (await answer.text().catch(() => "")).slice(0, 300);
    for (const name of ["web", "worker"]) {
      if (supervisor.hasEnded(name)) throw new StartFailure(`The ${name} process ended: ${supervisor.lastLine(name)}`);
    }
    await pause(200);
  }
  throw new StartFailure(`The product was not healthy within 90 seconds: ${last}`);
}
