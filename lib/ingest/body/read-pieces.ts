import { drainRest } from "./drain-rest";

/** The upload stopped before its body did: the client went away, or sent nothing for too long. */
export class UploadBroken extends Error {
  override readonly name = "UploadBroken";
}

export interface ReadOptions {
  signal: AbortSignal;
  /** The announced length, when there is one: a body that ends earlier is broken. */
  contentLength: number | null;
  /** How long to wait for the next bytes. */
  idleMs: number;
}

/**
 * Gives the pieces of a request's body as they come; the next is only read when it is asked for.
 * @throws UploadBroken
 */
export async function* readPieces(
  body: ReadableStream<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = body.getReader();
  let broken: string | undefined;
  // ends a read that waits; what it says is told below
  const stop = (why: string) => {
    broken ??= why;
    reader.cancel().catch(() => undefined);
  };
  const onAbort = () => stop("The client closed the connection before the body ended.");
  options.signal.addEventListener("abort", onAbort, { once: true });
  if (options.signal.aborted) onAbort();
  let isReading = false;
  const idle = setTimeout(() => {
    if (isReading) stop(`No bytes came for ${options.idleMs / 1000} seconds.`);
  }, options.idleMs);
  let received = 0;
  try {
    for (;;) {
      idle.refresh();
      isReading = true;
      const { done, value } = await reader.read();
      isReading = false;
      if (broken !== undefined) throw new UploadBroken(broken);
      if (done) break;
      received += value.length;
      yield value;
    }
    if (options.contentLength !== null && received < options.contentLength) {
      throw new UploadBroken(`The body ended after ${received} of ${options.contentLength} bytes.`);
    }
  } catch (error) {
    // a connection that breaks makes the read fail, before or without the signal
    throw error instanceof UploadBroken
      ? error
      : new UploadBroken("The connection broke before the body ended.", { cause: error });
  } finally {
    clearTimeout(idle);
    options.signal.removeEventListener("abort", onAbort);
    // when the body is refused before its end; nobody waits for it
    void drainRest(reader);
  }
}
