import { z } from "zod";
import type { ErrorCode } from "@/lib/errors";

const theirErrorSchema = z.object({ code: z.string().optional(), message: z.string().optional() });

const byStatus: Record<number, { code: ErrorCode; message: string }> = {
  400: { code: "invalid_request", message: "The request is not valid." },
  401: { code: "unauthorized", message: "Email or password is wrong." },
  403: { code: "wrong_scope", message: "This is not allowed." },
  404: { code: "not_found", message: "There is nothing here." },
  429: { code: "rate_limited", message: "Too many attempts. Wait a moment and try again." },
};

const foreignOrigin =
  "The page was opened at an address that this server does not know. Open it at PUBLIC_URL, or set PUBLIC_URL to this address.";

/**
 * Says better-auth's refusals in the error body that the whole API has; good answers pass as they are.
 * A fault of the server is told as `unavailable`, since what can fail there is the database.
 */
export async function authAnswer(response: Response): Promise<Response> {
  if (response.status < 400) return response;
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
  const isForeign = theirs.success && /ORIGIN/.test(theirs.data.code ?? "");
  return answer(known.code, isForeign ? foreignOrigin : known.message, response.status, headers);
}

function answer(code: ErrorCode, message: string, status: number, headers: Headers): Response {
  return Response.json({ error: { code, message } }, { status, headers });
}
