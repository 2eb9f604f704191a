import { setTimeout as sleep } from "node:timers/promises";
import { errorBodySchema } from "@/lib/contracts/error";
import { DemoError } from "./demo-error";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

export interface Attempt {
  method: "GET" | "POST" | "PUT";
  url: string;
  key: string;
  headers?: Record<string, string>;
  /** Called for each try, since a stream can be read once only. */
  body?: () => BodyInit;
}

export interface Persistence {
  /** Gives up after this long without an answer; never when it is not set. */
  giveUpAfterMs?: number;
  /** Ends the waiting and the request that is under way. */
  signal?: AbortSignal;
  /** One try is given up after this long, and made again; a minute when it is not set. */
  tryForMs?: number;
  /** Called before each pause. */
  onPause?: (why: string, pauseMs: number) => void;
}

/** An answer that says no, and would say no again. */
export class Refusal extends DemoError {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Sends a request until the server takes or refuses it: a refused connection, a 5xx and a 429 are tried again, after
 * `Retry-After` when the answer names it, else after a pause that doubles. Gives the parsed JSON body.
 * @throws Refusal for any other 4xx, DemoError after `giveUpAfterMs`, the signal's reason when it is aborted.
 */
export async function request(attempt: Attempt, persistence: Persistence = {}): Promise<unknown> {
  const { giveUpAfterMs, signal, onPause, tryForMs = 60_000 } = persistence;
  const startedMs = Date.now();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    signal?.throwIfAborted();
    const outcome = await tryOnce(attempt, tryForMs, signal);
    if ("answer" in outcome) return outcome.answer;
    if (giveUpAfterMs !== undefined && Date.now() - startedMs > giveUpAfterMs) {
      throw new DemoError(`${attempt.url} did not answer for ${Math.round(giveUpAfterMs / 1000)} s: ${outcome.why}.`);
    }
    const waitMs = outcome.retryAfterMs ?? pauseMs * (0.75 + Math.random() / 2);
    onPause?.(outcome.why, waitMs);
    await sleep(waitMs, undefined, { signal });
  }
}

type Outcome = { answer: unknown } | { why: string; retryAfterMs?: number };

async function tryOnce(
  { method, url, key, headers, body }: Attempt,
  tryForMs: number,
  signal?: AbortSignal,
): Promise<Outcome> {
  // One controller a try: listeners must not pile up on a signal that lives as long as the process.
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const timer = setTimeout(end, tryForMs);
  signal?.addEventListener("abort", end, { once: true });
  // Node streams a request body only in half duplex; the DOM's types do not know the option.
  const init: RequestInit & { duplex: "half" } = {
    method,
    headers: { authorization: `Bearer ${key}`, ...headers },
    body: body?.(),
    signal: ending.signal,
    duplex: "half",
  };
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    if (response.ok) return { answer: JSON.parse(text) as unknown };
    if (response.status === 429 || response.status >= 500) {
      return { why: `it answers ${response.status}`, retryAfterMs: retryAfterMs(response) };
    }
    throw new Refusal(response.status, `${method} ${url} was refused with ${response.status}: ${reasonOf(text)}`);
  } catch (error) {
    if (error instanceof Refusal || signal?.aborted) throw error;
    return { why: ending.signal.aborted ? `no answer within ${tryForMs / 1000} s` : causeOf(error) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  }
}

/** RFC 9110, section 10.2.3: seconds, or a date. */
function retryAfterMs(response: Response): number | undefined {
  const value = response.headers.get("retry-after");
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(60_000, Math.max(0, ms)) : undefined;
}

function reasonOf(text: string): string {
  try {
    return errorBodySchema.parse(JSON.parse(text)).error.message;
  } catch {
    return text.slice(0, 200) || "no reason given";
  }
}

/** `fetch` hides the reason of a failed connection in its cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  return cause.message || code || cause.name;
}
