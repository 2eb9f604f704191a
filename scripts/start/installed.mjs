import { existsSync, readFileSync } from "node:fs";

/**
 * Whether the installed packages are those of the lockfile, by the list that npm keeps of what it
 * installed; so packages that somebody installed by hand count too.
 * @param {string} [folder] the project's
 * @returns {boolean}
 */
export function isInstalled(folder = ".") {
  const kept = `${folder}/node_modules/.package-lock.json`;
  if (!existsSync(kept)) return false;
  const wanted = packages(`${folder}/package-lock.json`);
  const found = packages(kept);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.link) return true;
    const other = found[path];
    // an optional package of another platform is rightly missing
    if (!other) return entry.optional === true || entry.devOptional === true;
    return other.version === entry.version && other.integrity === entry.integrity;
  });
}

/** @param {string} file @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }>} */
function packages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  } catch {
    return {};
  }
}
