import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { takePidFile } from "./pid-file.mjs";
import { explain, StartFailure } from "./start-failure.mjs";

/**
 * Makes the data directory and takes it for this process.
 * @param {string} dataDir
 * @returns {() => void} frees the directory
 */
export function takeDataDirectory(dataDir) {
  const taken = openDirectory(dataDir);
  if ("free" in taken) return taken.free;
  throw new StartFailure(
    `AdvertiseX already runs on ${dataDir} (process ${taken.holder}): stop it, or name another DATA_DIR.`,
  );
}

/** @param {string} dataDir */
function openDirectory(dataDir) {
  try {
    mkdirSync(join(dataDir, "logs"), { recursive: true });
    return takePidFile(join(dataDir, "start.pid"));
  } catch (error) {
    throw explain(error, dataDir);
  }
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
