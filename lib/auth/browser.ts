import { errorBodySchema } from "@/lib/contracts/error";

/** How an attempt to sign in ended; `message` can be shown as it is. */
export type SignInResult = { ok: true } | { ok: false; code: string; message: string };

/** Signs in; the session comes as a cookie that scripts cannot read. */
export async function signIn(credentials: { email: string; password: string }): Promise<SignInResult> {
  const response = await post("/api/auth/sign-in/email", credentials).catch(() => null);
  if (response === null) {
    return {
      ok: false,
      code: "network",
      message: "The server could not be reached. Check the connection and try again.",
    };
  }
  if (response.ok) return { ok: true };
  const parsed = errorBodySchema.safeParse(await response.json().catch(() => null));
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
