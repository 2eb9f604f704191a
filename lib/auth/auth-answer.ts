import { z } from "zod";
import { type ErrorCode, statusByCode } from "@/lib/errors";

const theirErrorSchema = z.object({ code: z.string().optional(), message: z.string().optional() });

const byStatus: Record<number, { code: ErrorCode; message: string }> = {
  400: { code: "invalid_request", message: "The request is not valid." },
  401: { code: "unauthorized", message: "Email or password is wrong." },
  403: { code: "wrong_scope", message: "This is not allowed." },
  404: { code: "not_found", message: "There is nothing here." },
  429: { code: "rate_limited", message: "Too many attempts. Wait a moment and try again." },
};

/** What better-auth says by codes of its own, where the status alone would say something else. */
const byTheirCode: Readonly<Record<string, { code: ErrorCode; message: string }>> = {
  INVALID_CODE: {
    code: "unauthorized",
    message: "The code is wrong, or its half minute is over. Enter the one that is shown now.",
  },
  INVALID_BACKUP_CODE: { code: "unauthorized", message: "This backup code is wrong, or was used before." },
  INVALID_TWO_FACTOR_COOKIE: {
    code: "unauthorized",
    message: "The sign-in took too long. Begin again with the password.",
  },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: {
    code: "rate_limited",
    message: "Too many wrong codes. Begin again with the password.",
  },
  ACCOUNT_TEMPORARILY_LOCKED: {
    code: "rate_limited",
    message: "Too many wrong codes. Wait a quarter of an hour, then try again.",
  },
  INVALID_PASSWORD: { code: "invalid_request", message: "The password is wrong." },
  PASSWORD_TOO_SHORT: { code: "invalid_request", message: "The new password needs at least 12 characters." },
  PASSWORD_TOO_LONG: { code: "invalid_request", message: "The new password may have at most 128 characters." },
  TOTP_ALREADY_ENABLED: { code: "conflict", message: "A second factor is set up already. Turn it off first." },
};

const foreignOrigin =
  "The page was opened at an address that this server does not know. Open it at PUBLIC_URL, or set PUBLIC_URL to this address.";

/**
 * Says better-auth's refusals in the error body that the whole API has; good answers pass as they are, but for
 * the session's token, which no script has to see: it is in the cookie. A fault of the server is told as `unavailable`, since what can fail there is the database.
 */
export async function authAnswer(response: Response): Promise<Response> {
  if (response.status < 400) return withoutToken(response);
  const theirs = theirErrorSchema.safeParse(await response.json().catch(() => null));
  const known = byStatus[response.status];
  const headers = new Headers({ "cache-control": "no-store" });
  if (!known) {
    headers.set("retry-after", "2");
    return answer("unavailable", "Signing in is not possible at the moment. Try again soon.", 503, headers);
  }
  const retryAfter = response.headers.get("x-retry-after");
  if (retryAfter) headers.set("retry-after", retryAfter);
  for (const cookie of response.headers.getSetCookie()) headers.append("set-cookie", cookie);
  const theirCode = theirs.data?.code ?? "";
  if (/ORIGIN/.test(theirCode)) return answer(known.code, foreignOrigin, response.status, headers);
  const { code, message } = byTheirCode[theirCode] ?? known;
  return answer(code, message, byTheirCode[theirCode] ? statusByCode[code] : response.status, headers);
}

async function withoutToken(response: Response): Promise<Response> {
  if (!response.headers.get("content-type")?.startsWith("application/json")) return response;
  const body: unknown = await response.json();
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  headers.set("cache-control", "no-store");
  const shown = typeof body === "object" && body !== null ? { ...body, token: undefined } : body;
  return Response.json(shown, { status: response.status, headers });
}

function answer(code: ErrorCode, message: string, status: number, headers: Headers): Response {
  return Response.json({ error: { code, message } }, { status, headers });
}
