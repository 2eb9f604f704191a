import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * What tells a process from a later one of the same number: number and time of start.
 * @param {number} pid
 * @returns {string} "" when it is not alive
 */
export function identity(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return "";
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error?.code !== "EPERM") return "";
  }
  const startedAt = startOf(pid);
  return startedAt === "" ? "" : `${pid} ${startedAt}`;
}

/**
 * Whether the process that was written down as `identity` gave it is still alive.
 * @param {string} written
 * @returns {boolean}
 */
export function isAlive(written) {
  return written !== "" && identity(Number.parseInt(written, 10)) === written;
}

/** Field 22 of Linux's /proc/pid/stat, in ticks since boot; elsewhere what `ps` says. @param {number} pid */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // one that has ended and was not waited for is not alive
    return fields[0] === "Z" ? "" : (fields[19] ?? "");
  } catch {
    return process.platform === "linux" ? "" : startByPs(pid);
  }
}

/** @param {number} pid */
function startByPs(pid) {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
