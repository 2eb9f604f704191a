import type { z } from "zod";
import { errorBodySchema } from "@/lib/contracts/error";

/** A refused or failed request. `code` is the API's, or `network` when there was no answer. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    readonly details?: Record<string, unknown>,
  ) {
    super(message);
  }
}

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * The browser's way to the API. Answers are parsed by their contract; everything that goes wrong
 * is an {@link ApiError}. Without a session the browser goes to the sign-in page, and comes back.
 */
export const api = {
  /** Reads; `path` starts with `/api/` and holds the query. */
  get<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    options: { signal?: AbortSignal } = {},
  ): Promise<z.output<Schema>> {
    return request(path, { signal: options.signal }, schema);
  },

  /** Changes something; `body` goes as JSON. */
  send<Schema extends z.ZodType>(
    method: Method,
    path: string,
    body: unknown,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const init = { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    return request(path, init, schema);
  },
};

async function request<Schema extends z.ZodType>(
  path: string,
  init: RequestInit,
  schema: Schema,
): Promise<z.output<Schema>> {
  const response = await fetch(path, { ...init, credentials: "same-origin", cache: "no-store" }).catch((error) => {
    if (init.signal?.aborted) throw error;
    throw new ApiError("network", "The server could not be reached. Check the connection and try again.", 0);
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusalOf(response.status, body);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new ApiError("unexpected_answer", `The server's answer was not understood (at \`${where}\`).`, response.status);
}

function refusalOf(status: number, body: unknown): ApiError {
  if (status === 401) goToSignIn();
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return new ApiError("unexpected_answer", `The server answered with status ${status}.`, status);
  const { code, message, details, incidentId } = parsed.data.error;
  const text = incidentId ? `${message} (incident ${incidentId})` : message;
  return new ApiError(code, text, status, details);
}

function goToSignIn(): void {
  if (typeof window === "undefined" || window.location.pathname === "/sign-in") return;
  const next = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/sign-in?next=${encodeURIComponent(next)}`);
}
