import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The service of our own NATS server: on loopback, its store in the data directory.
 * @param {"nats-server" | "docker"} how
 * @param {string} dataDir
 * @param {number} port
 * @returns {import("./supervisor.mjs").Service}
 */
export function natsService(how, dataDir, port) {
  const folder = join(dataDir, "nats");
  const config = join(folder, "nats.conf");
  mkdirSync(folder, { recursive: true });
  const store = how === "docker" ? "/data" : folder;
  const lines = [
    `host: ${how === "docker" ? "0.0.0.0" : "127.0.0.1"}`,
    `port: ${how === "docker" ? 4222 : port}`,
    // a chunk holds whole records, and the largest record may have 4 MB
    "max_payload: 8MB",
    // named, or the server takes three quarters of what the disk has free, and refuses the streams of a small one
    `jetstream { store_dir: ${JSON.stringify(store)}, max_mem: 64MB, max_file: ${maxStoreBytes()} }`,
  ];
  writeFileSync(config, `${lines.join("\n")}\n`);
  const docker = [
    "docker",
    "run",
    "--rm",
    "--init",
    "-p",
    `127.0.0.1:${port}:4222`,
    "-v",
    `${folder}:/data`,
    "nats:2.10",
    "-c",
    "/data/nats.conf",
  ];
  return {
    name: "nats",
    command: how === "docker" ? docker : ["nats-server", "-c", config],
    env: { ...process.env, GOMEMLIMIT: "300MiB" },
  };
}

/** The ingest stream's bound, and room for the smaller streams. */
function maxStoreBytes() {
  return (Number(process.env.INGEST_STREAM_MAX_BYTES) || 4 * 1024 ** 3) + 5 * 1024 ** 3;
}
