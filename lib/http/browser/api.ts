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
    /** Seconds after which the server would take it. */
    readonly retryAfterSeconds?: number,
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
    options: { signal?: AbortSignal; headers?: Record<string, string> } = {},
  ): Promise<z.output<Schema>> {
    return request(path, options, schema);
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
  return readAnswer({ status: response.status, retryAfter: response.headers.get("retry-after"), body }, schema);
}

/** An answer as it came: its JSON, and null where it was none. */
interface Answer {
  status: number;
  /** The header, where there is one. */
  retryAfter: string | null;
  body: unknown;
}

/**
 * Reads an answer by its contract.
 * @throws ApiError for a refusal, and for what is not understood
 */
export function readAnswer<Schema extends z.ZodType>(answer: Answer, schema: Schema): z.output<Schema> {
  if (answer.status < 200 || answer.status > 299) throw refusalOf(answer);
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new ApiError("unexpected_answer", `The server's answer was not understood (at \`${where}\`).`, answer.status);
}

function refusalOf({ status, body, retryAfter }: Answer): ApiError {
  if (status === 401) goToSignIn();
  const seconds = retryAfter === null || !/^\d+$/.test(retryAfter) ? undefined : Number(retryAfter);
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success)
    return new ApiError("unexpected_answer", `The server answered with status ${status}.`, status, undefined, seconds);
  const { code, message, details, incidentId } = parsed.data.error;
  const text = incidentId ? `${message} (incident ${incidentId})` : message;
  return new ApiError(code, text, status, details, seconds);
}

function goToSignIn(): void {
  if (typeof window === "undefined" || window.location.pathname === "/sign-in") return;
  const next = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/sign-in?next=${encodeURIComponent(next)}`);
}
