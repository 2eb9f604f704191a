import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { zstdEndless, zstdFrame, zstdRaw } from "./body/decompress/zstd.fixture";
import { SourceRates } from "./rates/source-rates";
import { type Door, openDoor } from "./testing/door";

let door: Door;
beforeAll(async () => {
  door = await openDoor(process.env.NATS_URL ?? "");
});
beforeEach(() => door.empty());
afterAll(() => door.close());

const event = (id: number) => JSON.stringify({ id, text: "x".repeat(100) });
const events = (count: number) => Array.from({ length: count }, (_, index) => event(index + 1));

describe("accept, of a source with rates", () => {
  const ratesOf = (eventsPerSecond: number, bytesPerSecond = 1e9) => {
    const clock = { nowMs: 0 };
    const rates = new SourceRates({ defaults: { eventsPerSecond, bytesPerSecond }, nowMs: () => clock.nowMs });
    return { clock, rates };
  };
  const ndjson = { contentType: "application/x-ndjson" };

  it("takes a request in whole, and refuses the next one until what it owes is paid", async () => {
    const { clock, rates } = ratesOf(100);
    expect(await door.send(events(350).join("\n"), ndjson, { rates })).toMatchObject({ records: 350 });
    const limited = { code: "rate_limited", retryAfterSeconds: 3 };
    await expect(door.send(event(1), ndjson, { rates })).rejects.toMatchObject(limited);
    expect(await door.send(event(1), { ...ndjson, sourceId: "s2" }, { rates })).toMatchObject({ records: 1 });
    clock.nowMs = 2_500;
    expect(await door.send(event(1), ndjson, { rates })).toMatchObject({ records: 1 });
  });

  it("reads a refused body to its end, so that a sender that only then looks sees the answer", async () => {
    const { rates } = ratesOf(1);
    await door.send(events(50).join("\n"), ndjson, { rates });
    let left = 5;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        left -= 1;
        if (left >= 0) controller.enqueue(Buffer.from("{}\n"));
        else controller.close();
      },
    });
    await expect(door.send(body, ndjson, { rates })).rejects.toMatchObject({ code: "rate_limited" });
    await expect.poll(() => left).toBe(-1);
  });

  it("counts decompressed bytes, by the limits of the request before the default", async () => {
    const { rates } = ratesOf(1e9);
    const limits = { eventsPerSecond: null, bytesPerSecond: 1_000 };
    const body = `[${events(40).join(",")}]`;
    await door.send(gzipSync(body), { contentEncoding: "gzip", limits }, { rates });
    const retryAfterSeconds = Math.ceil((body.length - 1_000) / 1_000);
    await expect(door.send("[]", { limits }, { rates })).rejects.toMatchObject({ retryAfterSeconds });
  });

  it("makes a source that sends what takes long to decompress wait, until it has gone", async () => {
    const { rates } = ratesOf(1e9, 1e6);
    const slow = zstdFrame([zstdRaw(Buffer.from("[{}")), zstdEndless()]);
    const zstd = { contentEncoding: "zstd" };
    await expect(door.send(slow, zstd, { rates })).rejects.toThrow(/takes too long/);
    await expect(door.send("[]", {}, { rates })).rejects.toMatchObject({ code: "rate_limited" });
    expect(await door.send("[]", { sourceId: "s2" }, { rates })).toMatchObject({ records: 0 });
  });

  it("lets uploads that are open wait too, and go with their client", async () => {
    const { rates } = ratesOf(1e9, 1e6);
    const slow = zstdFrame([zstdRaw(Buffer.from("[{}")), zstdEndless()]);
    const abort = new AbortController();
    const sending = Array.from({ length: 20 }, () =>
      door
        .send(slow, { contentEncoding: "zstd", signal: abort.signal }, { rates })
        .catch((error: Error) => error.message),
    );
    await Promise.race(sending);
    abort.abort();
    const messages = await Promise.all(sending);
    expect(messages.filter((message) => /takes too long/.test(String(message)))).toHaveLength(1);
    expect(messages.filter((message) => /closed the connection/.test(String(message)))).toHaveLength(19);
  });

  it("counts the header that every chunk repeats", async () => {
    const { rates } = ratesOf(1e9, 10_000);
    const header = "h".repeat(10_000);
    const body = `${header}\n${"x\n".repeat(1_500)}`;
    await door.send(body, { contentType: "text/csv" }, { rates });
    const repeated = (await door.published()).slice(1).reduce((sum, { payload }) => sum + payload.length - 500 * 5, 0);
    expect(repeated).toBeGreaterThan(20_000);
    const retryAfterSeconds = Math.ceil((body.length + repeated - 10_000) / 10_000);
    await expect(door.send("[]", {}, { rates })).rejects.toMatchObject({ retryAfterSeconds });
  });

  it("reads a long upload on only as fast as the source may send, and never refuses it", async () => {
    let nowMs = 0;
    let stepMs = 0;
    const nextMs = () => {
      nowMs += stepMs;
      return nowMs;
    };
    const rates = new SourceRates({ defaults: { eventsPerSecond: 1e9, bytesPerSecond: 1e9 }, nowMs: nextMs });
    const limits = { eventsPerSecond: 1_000, bytesPerSecond: null };
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          if (pulled <= 10) controller.enqueue(Buffer.from(`${events(500).join("\n")}\n`));
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const accepted = door.send(body, { ...ndjson, limits }, { rates });
    // two pieces are the burst, the third is owed, the fourth waits in the hand
    await expect.poll(() => pulled).toBe(4);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(pulled).toBe(4);
    stepMs = 1_000;
    expect(await accepted).toMatchObject({ records: 5_000 });
  });

  it("ends the waiting when the client has gone, and keeps what came", async () => {
    const { rates } = ratesOf(1);
    const abort = new AbortController();
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(Buffer.from(`${event(pulled)}\n`.repeat(500)));
      },
    });
    const refusal = door.send(body, { ...ndjson, signal: abort.signal }, { rates }).catch((error: unknown) => error);
    await expect.poll(() => pulled).toBeGreaterThan(1);
    abort.abort();
    expect(await refusal).toMatchObject({ code: "malformed_body" });
    expect((await door.published()).at(-1)!.header.totals?.error).toMatch(/closed the connection/);
  });
});
