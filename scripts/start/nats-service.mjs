import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runs } from "./data-directory.mjs";

/**
 * The service of our own NATS server: on loopback, its store in the data directory.
 * A server of ours that outlived its start script (signal 9) is ended first.
 * @param {"nats-server" | "docker"} how
 * @param {string} dataDir
 * @param {number} port
 * @returns {Promise<import("./supervisor.mjs").Service>}
 */
export async function natsService(how, dataDir, port) {
  const folder = join(dataDir, "nats");
  const config = join(folder, "nats.conf");
  const pidFile = join(folder, "nats.pid");
  mkdirSync(folder, { recursive: true });
  await endLeftOver(pidFile, config);
  const store = how === "docker" ? "/data" : folder;
  const lines = [
    `host: ${how === "docker" ? "0.0.0.0" : "127.0.0.1"}`,
    `port: ${how === "docker" ? 4222 : port}`,
    // a chunk holds whole records, and the largest record may have 4 MB
    "max_payload: 8MB",
    `jetstream { store_dir: ${JSON.stringify(store)} }`,
    ...(how === "docker" ? [] : [`pid_file: ${JSON.stringify(pidFile)}`]),
  ];
  writeFileSync(config, `${lines.join("\n")}\n`);
  const docker = [
    "docker",
    "run",
    "--rm",
    "-p",
    `127.0.0.1:${port}:4222`,
    "-v",
    `${folder}:/data`,
    "nats:2.10",
    "-c",
    "/data/nats.conf",
  ];
  return { name: "nats", command: how === "docker" ? docker : ["nats-server", "-c", config] };
}

/** @param {string} pidFile @param {string} config */
async function endLeftOver(pidFile, config) {
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8")) : 0;
  if (!runs(pid, config)) return;
  process.kill(pid, "SIGTERM");
  for (let turn = 0; turn < 100 && runs(pid, config); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
}
