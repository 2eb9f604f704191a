import { join } from "node:path";

/** Node with a bounded heap, that follows this process when it goes. @param {number} heapMb @param {readonly string[]} args */
function node(heapMb, args) {
  return [
    process.execPath,
    `--max-old-space-size=${heapMb}`,
    "--import",
    new URL("./follow-parent.mjs", import.meta.url).href,
    ...args,
  ];
}

/** @param {string} dataDir @param {number} port @returns {import("./supervisor.mjs").Service} */
export function databaseService(dataDir, port) {
  const args = [
    "--import",
    "tsx",
    "scripts/embedded/main.ts",
    "--data-dir",
    join(dataDir, "database"),
    "--port",
    String(port),
  ];
  return { name: "database", command: node(512, args) };
}

/** @param {import("./settings.mjs").Settings} settings @param {NodeJS.ProcessEnv} env @returns {import("./supervisor.mjs").Service} */
export function webService({ dev, port, host }, env) {
  const next = ["node_modules/next/dist/bin/next", dev ? "dev" : "start", "-p", String(port), "-H", host];
  const args = ["--import", new URL("./long-uploads.mjs", import.meta.url).href, ...next];
  return {
    name: "web",
    command: node(dev ? 2048 : 512, args),
    env: { ...env, NODE_ENV: dev ? "development" : "production" },
  };
}

/** @param {import("./settings.mjs").Settings} settings @param {NodeJS.ProcessEnv} env @returns {import("./supervisor.mjs").Service} */
export function workerService({ dev }, env) {
  const run = dev
    ? ["node_modules/tsx/dist/cli.mjs", "watch", "--clear-screen=false", "workers/main.ts"]
    : ["--import", "tsx", "workers/main.ts"];
  return { name: "worker", command: node(512, run), env, stopWithinMs: 30_000 };
}

/** @param {NodeJS.ProcessEnv} env @returns {import("./supervisor.mjs").Service} */
export function liveDemoService(env) {
  return {
    name: "demo",
    command: node(256, ["--import", "tsx", "scripts/demo.ts", "--live"]),
    env,
    stopWithinMs: 5_000,
  };
}

/** A script of ours as a command that runs to its end. @param {string} file */
export function script(file) {
  return node(512, ["--import", "tsx", file]);
}
