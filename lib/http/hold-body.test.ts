import { describe, expect, it } from "vitest";
import { BodyMemory, holdBody } from "./hold-body";

const mib = 1024 * 1024;
const limits = { maxBytes: mib, idleMs: 2_000, totalMs: 10_000 };

function post(body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null, init: RequestInit = {}): Request {
  return new Request("http://127.0.0.1/x", { method: "POST", body, duplex: "half", ...init } as RequestInit);
}

function streamOf(pieces: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const left = pieces[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const next = left.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
}

function* repeat(piece: Uint8Array, times: number): Generator<Uint8Array> {
  for (let index = 0; index < times; index += 1) yield piece;
}

const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => index * 31 + (index >> 8));

it.each([0, 1, 4_095, 4_096, 4_097, 12_288, 100_000, mib])("holds a body of %d bytes as it came", async (length) => {
  const memory = new BodyMemory(4 * mib);
  const { pieces, release } = await holdBody(post(bytes(length)), memory, limits);
  expect(Buffer.concat(pieces).equals(bytes(length))).toBe(true);
  release();
  expect(memory.held).toBe(0);
});

it("holds nothing of a request without a body", async () => {
  expect((await holdBody(post(null), new BodyMemory(mib), limits)).pieces).toEqual([]);
});

it("takes no more than about twice the memory of a body that comes byte by byte", async () => {
  const memory = new BodyMemory(4 * mib);
  const { pieces } = await holdBody(post(streamOf(repeat(Uint8Array.of(7), 50_000))), memory, limits);
  expect(Buffer.concat(pieces)).toHaveLength(50_000);
  expect(memory.held).toBeLessThan(128 * 1024);
});

describe("refuses and gives the memory back", () => {
  const memory = new BodyMemory(2 * mib);
  const refused = async (request: Request, expected: object, given = limits) => {
    await expect(holdBody(request, memory, given)).rejects.toMatchObject(expected);
    expect(memory.held).toBe(0);
  };

  it("a body that is too large, however it is announced", async () => {
    await refused(post(bytes(mib + 1)), { code: "too_large", status: 413, details: { maxBytes: mib } });
    await refused(post(streamOf(repeat(bytes(64 * 1024), 17))), { code: "too_large" });
    await refused(post(bytes(10), { headers: { "content-length": String(mib + 1) } }), { code: "too_large" });
  });

  it("reads a refused body to its end", async () => {
    let given = 0;
    const counted = (function* () {
      for (const piece of repeat(bytes(64 * 1024), 100)) {
        given += 1;
        yield piece;
      }
    })();
    await refused(post(streamOf(counted)), { code: "too_large" });
    expect(given).toBe(100);
  });

  it("a body that stalls", async () => {
    const stalled = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(bytes(5)) });
    await refused(post(stalled), { code: "malformed_body" }, { ...limits, idleMs: 20 });
  });

  it("a body that trickles on and on", async () => {
    const trickle = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        controller.enqueue(bytes(1));
      },
    });
    await refused(post(trickle), { code: "malformed_body" }, { ...limits, totalMs: 60 });
  });

  it("a body whose client has gone", async () => {
    const gone = new AbortController();
    const open = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(bytes(5)) });
    setTimeout(() => gone.abort(), 10);
    await refused(post(open, { signal: gone.signal }), { code: "malformed_body" });
  });

  it("a body whose connection breaks", async () => {
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("ECONNRESET")) });
    await refused(post(broken), { code: "malformed_body" });
  });

  it("a large body before there is no memory left for a small one", async () => {
    const large = [
      await holdBody(post(bytes(mib / 2)), memory, limits),
      await holdBody(post(bytes(1)), memory, limits),
    ];
    await expect(holdBody(post(bytes(mib / 2)), memory, limits)).rejects.toMatchObject({ code: "unavailable" });
    large.push(await holdBody(post(bytes(100_000)), memory, limits));
    for (const { release } of large) release();
    expect(memory.held).toBe(0);
  });

  it("what comes while others hold the memory, and takes it once they are done", async () => {
    const first = await holdBody(post(bytes(mib)), memory, limits);
    await expect(holdBody(post(bytes(mib)), memory, limits)).rejects.toMatchObject({
      code: "unavailable",
      retryAfterSeconds: 2,
    });
    first.release();
    first.release();
    const second = await holdBody(post(bytes(mib)), memory, limits);
    second.release();
    expect(memory.held).toBe(0);
  });
});
