import { AppError } from "@/lib/errors";

export interface HoldLimits {
  /** The largest body. */
  maxBytes: number;
  /** How long to wait for the next bytes. */
  idleMs: number;
  /** How long a whole body may take. */
  totalMs: number;
}

/** A body in memory; whoever has it gives its memory back with `release`. */
export interface HeldBody {
  pieces: readonly Uint8Array[];
  release(): void;
}

const firstPieceBytes = 4 * 1024;
const largestPieceBytes = 512 * 1024;
/** What is larger gets a part of the memory only: whoever sends large bodies without a right signature shuts no webhooks out. */
const smallBodyBytes = 256 * 1024;
const shareOfLarge = 0.75;

/** Bounds the memory of all bodies that a process holds at a time. */
export class BodyMemory {
  #held = 0;

  constructor(readonly maxBytes: number) {}

  /** Bytes that are held now. */
  get held(): number {
    return this.#held;
  }

  /**
   * Takes that much memory, or tells that there is too little left.
   * @param taken what the body has by now
   */
  take(bytes: number, taken: number): boolean {
    const most = taken + bytes > smallBodyBytes ? this.maxBytes * shareOfLarge : this.maxBytes;
    if (this.#held + bytes > most) return false;
    this.#held += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#held -= bytes;
  }
}

/** The bytes so far, copied out of what the connection gave: many small pieces would weigh more than they say. */
class Growing {
  readonly #pieces: Uint8Array[] = [];
  #used = 0;
  #taken = 0;

  constructor(readonly memory: BodyMemory) {}

  /** Tells whether there was memory for all of it. */
  add(bytes: Uint8Array): boolean {
    let rest = bytes;
    while (rest.length > 0) {
      const last = this.#pieces.at(-1);
      if (!last || this.#used === last.length) {
        if (!this.#grow(last)) return false;
        continue;
      }
      const part = rest.subarray(0, last.length - this.#used);
      last.set(part, this.#used);
      this.#used += part.length;
      rest = rest.subarray(part.length);
    }
    return true;
  }

  #grow(last: Uint8Array | undefined): boolean {
    const size = last ? Math.min(last.length * 2, largestPieceBytes) : firstPieceBytes;
    if (!this.memory.take(size, this.#taken)) return false;
    this.#taken += size;
    this.#pieces.push(new Uint8Array(size));
    this.#used = 0;
    return true;
  }

  get pieces(): Uint8Array[] {
    return this.#pieces.map((piece, index) =>
      index === this.#pieces.length - 1 ? piece.subarray(0, this.#used) : piece,
    );
  }

  release(): void {
    this.memory.giveBack(this.#taken);
    this.#taken = 0;
    this.#pieces.length = 0;
  }
}

/**
 * Reads a request's body into memory, as the bytes that came. A body that is refused for its size or
 * for want of memory is read on without being kept, since many clients look at the answer only then.
 * @throws AppError `too_large`, `unavailable` while other bodies hold the memory, `malformed_body` for one
 *   that stalls, breaks off or takes too long
 */
export async function holdBody(request: Request, memory: BodyMemory, limits: HoldLimits): Promise<HeldBody> {
  const kept = new Growing(memory);
  let refusal = isAnnouncedTooLarge(request, limits) ? tooLarge(limits) : undefined;
  let size = 0;
  const release = () => kept.release();
  try {
    for await (const piece of piecesOf(request, limits)) {
      size += piece.byteLength;
      if (size > limits.maxBytes) refusal ??= tooLarge(limits);
      if (!refusal && !kept.add(piece)) refusal = noMemory();
      if (refusal) release();
    }
    if (refusal) throw refusal;
    return { pieces: kept.pieces, release };
  } catch (error) {
    release();
    throw refusal ?? error;
  }
}

function isAnnouncedTooLarge(request: Request, { maxBytes }: HoldLimits): boolean {
  return Number(request.headers.get("content-length") ?? 0) > maxBytes;
}

async function* piecesOf(request: Request, { idleMs, totalMs }: HoldLimits): AsyncGenerator<Uint8Array, void, void> {
  const reader = request.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  if (!reader) return;
  let broken: string | undefined;
  // cancelling ends a read that waits
  const stop = (why: string) => {
    broken ??= why;
    reader.cancel().catch(() => undefined);
  };
  const onAbort = () => stop("The client closed the connection before the body ended.");
  const idle = setTimeout(() => stop(`No bytes of the body came for ${idleMs / 1000} seconds.`), idleMs);
  const total = setTimeout(() => stop(`The body did not end within ${totalMs / 1000} seconds.`), totalMs);
  request.signal.addEventListener("abort", onAbort, { once: true });
  try {
    if (request.signal.aborted) onAbort();
    for (;;) {
      idle.refresh();
      const { done, value } = await reader.read().catch(() => {
        throw new AppError("malformed_body", broken ?? "The connection broke before the body ended.");
      });
      if (broken !== undefined) throw new AppError("malformed_body", broken);
      if (done) return;
      yield value;
    }
  } finally {
    clearTimeout(idle);
    clearTimeout(total);
    request.signal.removeEventListener("abort", onAbort);
  }
}

function tooLarge({ maxBytes }: HoldLimits): AppError {
  const message = `A signed body has at most ${maxBytes} bytes: send it in parts, or with an API key, which has no such limit.`;
  return new AppError("too_large", message, { maxBytes });
}

function noMemory(): AppError {
  const message = "Too many signed requests are being read at the moment. Send the request again.";
  return new AppError("unavailable", message, undefined, 2);
}
