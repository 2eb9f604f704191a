import http, { type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import https from "node:https";
import { Readable } from "node:stream";
import { CliError } from "../cli-error";

/** A place where nothing moves for this long is given up; a source with a low limit is read on slowly. */
const idleMs = 300_000;
const maxAnswerBytes = 64 * 1024 * 1024;

export interface Call {
  method: string;
  url: URL;
  headers?: OutgoingHttpHeaders;
  /** A stream is destroyed when the exchange is over, also when it was not read to its end. */
  body?: Readable | string;
  signal?: AbortSignal;
}

export interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
}

/** No answer came; `isLasting` when trying again cannot help (a certificate, an address that is none). */
export class ConnectionBroken extends Error {
  override readonly name = "ConnectionBroken";
  readonly isLasting: boolean;

  constructor(cause: unknown) {
    super(causeOf(cause), { cause });
    this.isLasting = /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|EPROTO|ERR_INVALID)/.test(codeOf(cause));
  }
}

/**
 * Sends a request and reads its answer, which may come before all of the body is sent: then the rest is not sent.
 * @throws ConnectionBroken, the signal's reason, and what the body's stream throws as CliError
 */
export async function exchange(call: Call): Promise<Answer> {
  return readAnswer(await openExchange(call), call.signal);
}

/** Reads a response to its end. @throws ConnectionBroken, the signal's reason */
export async function readAnswer(response: IncomingMessage, signal?: AbortSignal): Promise<Answer> {
  try {
    const text = await readText(response);
    return { status: response.statusCode ?? 0, headers: response.headers, text };
  } catch (error) {
    signal?.throwIfAborted();
    throw new ConnectionBroken(error);
  } finally {
    response.destroy();
  }
}

/**
 * As {@link exchange}, up to the answer's head: the caller reads the response to its end, or destroys it.
 * @throws as exchange
 */
export function openExchange({ method, url, headers, body, signal }: Call): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const { request } = url.protocol === "https:" ? https : http;
    // A server that answers before it has read the body, and then closes, resets the connection, and its answer is
    // lost on the way. One that may keep it open reads on meanwhile.
    const outgoing = request(url, { method, headers: { ...headers, connection: "keep-alive" }, signal, agent: false });
    const stop = () => {
      if (body instanceof Readable) body.unpipe(outgoing).destroy();
    };
    outgoing.setTimeout(idleMs, () => outgoing.destroy(new Error(`nothing moved for ${idleMs / 1000} s`)));
    outgoing.once("response", (response) => {
      stop();
      // what breaks from here on is the reader's to see
      response.once("close", () => outgoing.destroy());
      resolve(response);
    });
    outgoing.on("error", (error) => {
      stop();
      reject(signal?.aborted ? signal.reason : error instanceof CliError ? error : new ConnectionBroken(error));
    });
    if (!(body instanceof Readable)) return void outgoing.end(body);
    body.on("error", (error) => outgoing.destroy(error));
    body.pipe(outgoing);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > maxAnswerBytes) throw new Error("the answer is too long");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException | undefined)?.code ?? "");
}

/** Several addresses of one name fail with an error that says nothing but its code. */
function causeOf(error: unknown): string {
  const sentences: Readonly<Record<string, string>> = {
    ECONNREFUSED: "nothing listens there",
    ECONNRESET: "the connection broke",
    EPIPE: "the connection broke",
    ENOTFOUND: "there is no host of this name",
    EAI_AGAIN: "the host's name cannot be looked up now",
    ETIMEDOUT: "no answer came",
  };
  const message = error instanceof Error ? error.message : String(error);
  return sentences[codeOf(error)] ?? (message === "socket hang up" ? "the connection broke" : message || codeOf(error));
}
