// whole, since an old Node without statfsSync should still come as far as being told so
import fs from "node:fs";
import { StartFailure } from "./start-failure.mjs";

const megabyte = 1024 * 1024;
/** The empty database takes 60 MB, and needs room to write what it has not yet settled. */
const neededMb = 512;
const lowMb = 256;
/** With less than this nothing that writes can go on. */
const fullMb = 4;

/** Refuses a disk on which a start would end half-way. @param {string} dataDir */
export function assertRoom(dataDir) {
  const free = freeMb(dataDir);
  if (free < neededMb) {
    throw new StartFailure(
      `The disk that holds ${dataDir} has ${free} MB left: free some space (${neededMb} MB at least), then start again.`,
    );
  }
}

/** A part of a sentence that tells of a full disk as the cause of a fault; else nothing. @param {string} dataDir */
export function fullDiskHint(dataDir) {
  return freeMb(dataDir) < fullMb ? `; the disk that holds ${dataDir} is full` : "";
}

/**
 * Says once, and again after it was over, that room runs out while the product runs: what waits then
 * is refused with 503, nothing accepted is lost.
 * @param {string} dataDir
 * @param {(line: string) => void} warn
 */
export function watchRoom(dataDir, warn) {
  let told = false;
  setInterval(() => {
    const free = freeMb(dataDir);
    if (free < lowMb && !told) {
      warn(`the disk that holds ${dataDir} has ${free} MB left: free some space, or what is sent will be refused`);
    }
    told = free < lowMb;
  }, 30_000).unref();
}

/** @param {string} dataDir */
function freeMb(dataDir) {
  try {
    const { bavail, bsize } = fs.statfsSync(dataDir);
    return Math.floor((bavail * bsize) / megabyte);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
