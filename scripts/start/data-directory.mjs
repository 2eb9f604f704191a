import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identity, isAlive } from "./processes.mjs";
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
    const holder = read(lock);
    if (Number.parseInt(holder, 10) !== process.pid && isAlive(holder)) throw inUse(dataDir, holder);
    rmSync(lock, { force: true });
    // of two that come here at once, one does not get past this
    writeFileSync(lock, identity(process.pid), { flag: "wx" });
  } catch (error) {
    throw error?.code === "EEXIST" && existsSync(lock) ? inUse(dataDir, read(lock)) : explain(error, dataDir);
  }
  return () => rmSync(lock, { force: true });
}

/** @param {string} dataDir @param {string} holder */
function inUse(dataDir, holder) {
  const pid = Number.parseInt(holder, 10);
  return new StartFailure(`AdvertiseX already runs on ${dataDir} (process ${pid}): stop it, or name another DATA_DIR.`);
}

/** @param {string} file @returns {string} "" when there is none */
function read(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
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
      const secrets = { appSecret: randomBytes(32).toString("base64url") };
      // written beside and renamed, so that a full disk leaves no half of it
      writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    }
    chmodSync(file, 0o600);
    const { appSecret } = JSON.parse(readFileSync(file, "utf8"));
    if (typeof appSecret === "string" && appSecret.length >= 32) return appSecret;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw explain(error, file);
  }
  throw new StartFailure(
    `${file} has no appSecret of 32 characters or more: put it back from a backup, since every user's key depends on it.`,
  );
}
