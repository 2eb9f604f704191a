import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { CliError, Interrupted, Unavailable } from "../cli-error";
import { type Answer, type Call, ConnectionBroken, exchange, openExchange, readAnswer } from "./exchange";
import { Patience, parseRetryAfter } from "./patience";
import { readFailure } from "./read-refusal";

/** For a question that a person waits for. */
const questionMs = 15_000;

export interface Question {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  /** Tells that sending it twice is harmless, so that it is tried again; only GET is by itself. */
  isRepeatable?: boolean;
  signal?: AbortSignal;
}

/** Why there is no answer that can be used. */
export interface Trouble {
  why: string;
  /** What the server asks for. */
  retryAfterMs?: number;
  /** That trying again cannot help. */
  isLasting?: boolean;
}
export type OnPause = (why: string, pauseMs: number) => void;

/** The server, with the key to speak to it. */
export class ApiClient {
  constructor(
    readonly baseUrl: URL,
    private readonly key: string,
    /** Told before each pause. */
    private readonly onPause: OnPause = () => {},
  ) {}

  /** A request as it is, without trying again. @throws as `exchange` */
  async once(path: string, call: Omit<Call, "url">): Promise<Answer> {
    return exchange(this.#call(path, call));
  }

  /**
   * Asks a question, for 15 s again where that is safe, and gives the answer's parsed body.
   * @throws Refusal, Unavailable, Interrupted
   */
  async ask<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    question: Question = {},
  ): Promise<z.output<Schema>> {
    const { method = "GET", body, signal } = question;
    const isRepeatable = question.isRepeatable ?? method === "GET";
    const call = this.#call(path, {
      method,
      signal,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const patience = new Patience(isRepeatable ? questionMs : 0);
    for (;;) {
      const outcome = await this.#try(call);
      if ("answer" in outcome) return this.#parse(outcome.answer, schema);
      await this.pause(patience, outcome, signal);
    }
  }

  /** Waits before the next try. @throws Unavailable when the patience is at its end, Interrupted */
  async pause(
    patience: Patience,
    trouble: Trouble,
    signal?: AbortSignal,
    onPause: OnPause = this.onPause,
  ): Promise<void> {
    const pauseMs = trouble.isLasting ? undefined : patience.nextPauseMs(trouble.retryAfterMs);
    if (pauseMs === undefined) throw new Unavailable(`${this.baseUrl.origin} cannot be used now: ${trouble.why}`);
    onPause(trouble.why, pauseMs);
    await sleep(pauseMs, undefined, { signal }).catch(() => {
      throw new Interrupted();
    });
  }

  /** Opens a download, whose response the caller reads or destroys. @throws Refusal, Unavailable */
  async download(path: string): Promise<IncomingMessage> {
    try {
      const response = await openExchange(this.#call(path, { method: "GET" }));
      if (response.statusCode === 200) return response;
      const failure = readFailure(await readAnswer(response));
      throw failure.isTemporary ? new Unavailable(`${this.baseUrl.origin}: ${failure.why}`) : failure.refusal;
    } catch (error) {
      if (!(error instanceof ConnectionBroken)) throw error;
      throw new Unavailable(`${this.baseUrl.origin} cannot be reached: ${error.message}.`, { cause: error });
    }
  }

  #call(path: string, call: Omit<Call, "url">): Call {
    const base = this.baseUrl.href.replace(/\/$/, "");
    return {
      ...call,
      url: new URL(`${base}${path}`),
      headers: { authorization: `Bearer ${this.key}`, accept: "application/json", ...call.headers },
    };
  }

  async #try(call: Call): Promise<{ answer: Answer } | Trouble> {
    try {
      const answer = await exchange(call);
      return answer.status < 300 ? { answer } : requireTemporary(answer);
    } catch (error) {
      return asTrouble(error, call.signal);
    }
  }

  #parse<Schema extends z.ZodType>(answer: Answer, schema: Schema): z.output<Schema> {
    try {
      return schema.parse(answer.text === "" ? undefined : JSON.parse(answer.text));
    } catch (cause) {
      throw new Unavailable(
        `${this.baseUrl.origin} answers something that this client does not understand: is it AdvertiseX, of the same version?`,
        { cause },
      );
    }
  }
}

/** What to wait for. @throws Refusal when there is nothing to wait for */
export function requireTemporary(answer: Answer): Trouble {
  const failure = readFailure(answer);
  if (!failure.isTemporary) throw failure.refusal;
  return { why: failure.why, retryAfterMs: parseRetryAfter(answer.headers["retry-after"], Date.now()) };
}

/** A broken connection as trouble. @throws Interrupted, and any other error as it is */
export function asTrouble(error: unknown, signal?: AbortSignal): Trouble {
  if (error instanceof CliError) throw error;
  if (signal?.aborted) throw new Interrupted();
  if (error instanceof ConnectionBroken) return { why: error.message, isLasting: error.isLasting };
  throw error;
}
