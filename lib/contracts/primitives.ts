import { z } from "zod";

/**
 * An id from outside: 1 to 256 characters, no control characters. Numbers are strings by now.
 * Half a surrogate pair is refused here and below: UTF-8 cannot write it, so two ids would become one.
 */
export const externalIdSchema = z
  .string()
  .min(1, "must not be empty")
  .max(256, "must have at most 256 characters")
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, "must not contain control characters or broken ones");

/** Text of a sender: at least one character, at most `max`, no NUL (PostgreSQL cannot store it). */
export function textSchema(max: number) {
  return z
    .string()
    .min(1, "must not be empty")
    .max(max, `must have at most ${max} characters`)
    .regex(/^[^\0\p{Cs}]*$/u, "must not contain NUL or broken characters");
}

/** Integer micros, not negative, within the integers that JavaScript keeps exact. */
export const microsSchema = z
  .number()
  .int("must be whole micros")
  .min(0, "must not be negative")
  .max(Number.MAX_SAFE_INTEGER);

/** ISO 4217 alphabetic code. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, "needs a three-letter currency code such as EUR");

/** For a date or time of a question: PostgreSQL knows no year 0, and ISO 8601 with an offset can reach the year 10000. */
export function isAskableTime(text: string): boolean {
  const at = Date.parse(text);
  return at >= Date.UTC(1970, 0, 1) && at <= Date.UTC(2200, 0, 1);
}
export const askableTimeMessage = "must lie between the years 1970 and 2200";

/** A time zone that this runtime knows, by its IANA name. */
export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, "is not a time zone of the IANA database, such as Europe/Berlin");

/** Tells whether the runtime knows the IANA zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
