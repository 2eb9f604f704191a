import { AppError } from "@/lib/errors";
import { readBearer } from "./bearer";
import { findApiKey } from "./find-api-key";
import { findSession } from "./find-session";
import type { Principal } from "./principal";

/**
 * Tells who asks: the API key of the Authorization header, else the session cookie.
 * A header with a bad key is refused, even beside a good cookie.
 * @throws AppError `unauthorized` for nobody, `unavailable` when the database cannot be asked.
 */
export async function authenticate(headers: Headers): Promise<Principal> {
  const key = readBearer(headers);
  const principal = key === null ? await findSession(headers) : await findApiKey(key);
  if (principal) return principal;
  if (key !== null) throw new AppError("unauthorized", "The API key is unknown, revoked or expired.");
  throw new AppError("unauthorized", "Sign in, or send an API key as `Authorization: Bearer axk_…`.");
}
