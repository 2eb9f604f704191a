import { AppError } from "@/lib/errors";
import { isApiKey } from "./api-key";

/**
 * The API key of `Authorization: Bearer <key>`, or null without that header (RFC 6750, section 2.1).
 * @throws AppError `unauthorized` when the header is there and holds no key of ours.
 */
export function readBearer(headers: Headers): string | null {
  const header = headers.get("authorization");
  if (header === null) return null;
  const key = /^bearer +(\S+)$/i.exec(header.trim())?.[1];
  if (key !== undefined && isApiKey(key)) return key;
  throw new AppError(
    "unauthorized",
    "The Authorization header holds no key of this server: send `Authorization: Bearer axk_…`.",
  );
}
