import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explain, StartFailure } from "./start-failure.mjs";

/**
 * Makes the data directory and takes it for this process. A lock whose process has ended, by signal 9
 * too, counts for nothing.
 * @param {string} dataDir
 * @returns {() => void} frees the directory
 */
export function takeDataDirectory(dataDir) {
  const lock = join(dataDir, "start.pid");
  try {
    mkdirSync(join(dataDir, "logs"), { recursive: true });
    const holder = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
    if (holder !== process.pid && runs(holder, "start.mjs")) {
      throw new StartFailure(
        `AdvertiseX already runs on ${dataDir} (process ${holder}): stop it, or name another DATA_DIR.`,
      );
    }
    writeFileSync(lock, String(process.pid));
  } catch (error) {
    throw explain(error, dataDir);
  }
  return () => rmSync(lock, { force: true });
}

/**
 * The secret of this deployment, made at the first start: it signs sessions and keys the hashes of user ids.
 * @param {string} dataDir
 * @returns {string}
 */
export function deploymentSecret(dataDir) {
  const file = join(dataDir, "secrets.json");
  try {
    if (!existsSync(file)) {
      writeFileSync(file, `${JSON.stringify({ appSecret: randomBytes(32).toString("base64url") }, null, 2)}\n`, {
        mode: 0o600,
      });
    }
    chmodSync(file, 0o600);
    return JSON.parse(readFileSync(file, "utf8")).appSecret;
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new StartFailure(`${file} is not readable JSON: put it back from a backup.`);
    throw explain(error, file);
  }
}

/** Whether a process is alive and is the one that we think. @param {number} pid @param {string} word part of its command line */
export function runs(pid, word) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const file = `/proc/${pid}/cmdline`;
  // elsewhere than on Linux being alive has to do
  return !existsSync(file) || readFileSync(file, "utf8").includes(word);
}
