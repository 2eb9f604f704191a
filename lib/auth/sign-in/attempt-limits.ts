import { createHash } from "node:crypto";

/** So many wrong passwords in a window, then no more are looked at until it is over. */
export interface AttemptLimit {
  subject: string;
  max: number;
}

/** How long attempts are counted together. */
export const windowSeconds = 15 * 60;

/** Of one account: far below what guessing needs, and above what somebody mistypes. */
const perAccount = 10;
/** Of everybody together, from devices that never signed in: many accounts tried with a few passwords each. */
const altogether = 1_000;

/**
 * What an attempt counts against. A device that has signed in to the account before has a count of its own, so
 * that strangers who try the account do not lock its owner out (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 * The address that it comes from does not count: whoever sends a request writes it.
 * @param deviceId of a device that is known to have signed in to this account; null for any other
 */
export function limitsOf(email: string, deviceId: string | null): AttemptLimit[] {
  const account = createHash("sha256").update(normalEmail(email)).digest("hex");
  if (deviceId !== null) return [{ subject: `device:${account}:${deviceId}`, max: perAccount }];
  return [
    { subject: `account:${account}`, max: perAccount },
    { subject: "all", max: altogether },
  ];
}

/** An account has one spelling. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
