import { z } from "zod";
import { errorBodySchema } from "@/lib/contracts/error";

const needsCodeSchema = z.object({ twoFactorRedirect: z.literal(true) });

/** How a step of signing in ended; `message` can be shown as it is. */
export type SignInResult = { ok: true; needsCode: boolean } | { ok: false; code: string; message: string };

/** Signs in; the session comes as a cookie that scripts cannot read. With a second factor it comes with the code. */
export async function signIn(credentials: { email: string; password: string }): Promise<SignInResult> {
  return attempt("/api/auth/sign-in/email", credentials);
}

/** The second step: the code of the authenticator app, or a backup code. */
export async function sendCode(code: string, kind: "totp" | "backup-code"): Promise<SignInResult> {
  return attempt(`/api/auth/two-factor/verify-${kind}`, { code });
}

async function attempt(path: string, body: unknown): Promise<SignInResult> {
  const response = await post(path, body).catch(() => null);
  if (response === null) {
    return {
      ok: false,
      code: "network",
      message: "The server could not be reached. Check the connection and try again.",
    };
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, needsCode: needsCodeSchema.safeParse(answer).success };
  const parsed = errorBodySchema.safeParse(answer);
  if (parsed.success) return { ok: false, code: parsed.data.error.code, message: parsed.data.error.message };
  return { ok: false, code: "internal", message: `The server answered with status ${response.status}. Try again.` };
}

/**
 * Ends the session on the server and takes the cookie back.
 * @throws Error when the server could not do it: the session then still lives
 */
export async function signOut(): Promise<void> {
  const response = await post("/api/auth/sign-out", {});
  if (!response.ok) throw new Error("The server could not sign you out: try again.");
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    credentials: "same-origin",
    cache: "no-store",
  });
}
