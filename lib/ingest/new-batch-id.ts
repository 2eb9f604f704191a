import { randomBytes } from "node:crypto";

/** Crockford's base 32, lower case: no i, l, o, u. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const timeLength = 10;
const randomLength = 16;

/**
 * Makes the id of a batch as a ULID (github.com/ulid/spec): 48 bits of milliseconds, then 80
 * random bits, so that ids sort by time. 26 characters, fit for addresses and NATS subjects.
 */
export function newBatchId(now: Date): string {
  let time = now.getTime();
  let id = "";
  for (let index = 0; index < timeLength; index += 1) {
    id = alphabet.charAt(time % 32) + id;
    time = Math.floor(time / 32);
  }
  for (const byte of randomBytes(randomLength)) id += alphabet.charAt(byte % 32);
  return id;
}
