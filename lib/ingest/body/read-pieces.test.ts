import { describe, expect, it } from "vitest";
import { type ReadOptions, readPieces, UploadBroken } from "./read-pieces";

interface Source {
  stream: ReadableStream<Uint8Array>;
  pulled: number;
  isCancelled: boolean;
}

/** A body of `pieces` pieces of 10 bytes; then it ends, or nothing more comes. */
function sourceOf(pieces: number, ending: "ends" | "stalls"): Source {
  const source: Source = { stream: new ReadableStream(), pulled: 0, isCancelled: false };
  source.stream = new ReadableStream({
    pull(controller) {
      source.pulled += 1;
      if (source.pulled <= pieces) controller.enqueue(new Uint8Array(10));
      else if (ending === "ends") controller.close();
      else return new Promise(() => undefined);
    },
    cancel() {
      source.isCancelled = true;
    },
  });
  return source;
}

const options: ReadOptions = { signal: new AbortController().signal, contentLength: null, idleMs: 5_000 };

async function read(source: Source, more: Partial<ReadOptions> = {}): Promise<number> {
  let bytes = 0;
  for await (const piece of readPieces(source.stream, { ...options, ...more })) bytes += piece.length;
  return bytes;
}

describe("readPieces", () => {
  it("gives all pieces of a body that ends", async () => {
    expect(await read(sourceOf(5, "ends"), { contentLength: 50 })).toBe(50);
  });

  it("breaks off when nothing comes any more", async () => {
    const source = sourceOf(2, "stalls");
    await expect(read(source, { idleMs: 50 })).rejects.toThrow(new UploadBroken("No bytes came for 0.05 seconds."));
    expect(source.isCancelled).toBe(true);
  });

  it("does not count the time in which nobody asks for more", async () => {
    const pieces = readPieces(sourceOf(3, "ends").stream, { ...options, idleMs: 50 });
    await pieces.next();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect((await pieces.next()).done).toBe(false);
    await pieces.return();
  });

  it("reads the rest of a body that is refused, so that the client gets to read why", async () => {
    const source = sourceOf(100, "ends");
    const refuse = async () => {
      for await (const _ of readPieces(source.stream, options)) throw new Error("refused");
    };
    await expect(refuse()).rejects.toThrow("refused");
    await expect.poll(() => source.pulled).toBe(101);
    expect(source.isCancelled).toBe(false);
  });

  it.each([1, 49])("does not take %i bytes more than have come for a whole body", async (more) => {
    await expect(read(sourceOf(5, "ends"), { contentLength: 50 + more })).rejects.toThrow(UploadBroken);
  });

  it("breaks off at the client's signal, also when it fired before", async () => {
    const abort = new AbortController();
    const reading = read(sourceOf(1, "stalls"), { signal: abort.signal });
    setTimeout(() => abort.abort(), 10);
    await expect(reading).rejects.toThrow(UploadBroken);
    await expect(read(sourceOf(1, "ends"), { signal: abort.signal })).rejects.toThrow(UploadBroken);
  });
});
