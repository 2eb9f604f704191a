import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InFlightLimit } from "@/lib/stream/in-flight-limit";
import { ingestStream } from "@/lib/stream/topology";
import { type Door, openDoor, streamBytes } from "./testing/door";
import { UploadSlots } from "./upload-slots";

let door: Door;
beforeAll(async () => {
  door = await openDoor(process.env.NATS_URL ?? "");
});
beforeEach(() => door.empty());
afterAll(() => door.close());

const event = (id: number, size = 100) => JSON.stringify({ id, text: "x".repeat(size) });
const events = (count: number, size?: number) => Array.from({ length: count }, (_, index) => event(index + 1, size));

describe("accept, under load", () => {
  it("reads on only as fast as chunks are acknowledged", async () => {
    let pulled = 0;
    const piece = Buffer.from(`${events(500).join("\n")}\n`);
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        if (pulled <= 100) controller.enqueue(piece);
        else controller.close();
      },
    });
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const publish: typeof door.deps.publish = (header, payload) => gate.then(() => door.deps.publish(header, payload));
    const accepted = door.send(body, { contentType: "application/x-ndjson" }, { publish });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(pulled).toBeLessThan(25);
    open();
    expect(await accepted).toMatchObject({ chunks: 100, records: 50_000 });
  });

  it("refuses a source's upload beyond its bound, takes another source's, and then its next one", async () => {
    const uploads = new UploadSlots({ total: 2, perSource: 1 });
    let end: () => void = () => undefined;
    const open = new ReadableStream<Uint8Array>({
      start(controller) {
        end = () => {
          controller.enqueue(Buffer.from("[]"));
          controller.close();
        };
      },
    });
    const first = door.send(open, {}, { uploads });
    await expect(door.send("[]", {}, { uploads })).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterSeconds: 1,
    });
    expect(await door.send("[]", { sourceId: "s2" }, { uploads })).toMatchObject({ records: 0 });
    end();
    await first;
    await expect(door.send("{", {}, { uploads })).rejects.toMatchObject({ code: "malformed_body" });
    expect(await door.send("[]", {}, { uploads })).toMatchObject({ records: 0 });
  });

  it("is unavailable, with a time to come back, while the stream is full", async () => {
    const full = { max_bytes: 60_000 };
    await door.manager.streams.update(ingestStream, full);
    try {
      await door.send(event(1, 50_000));
      await expect(door.send(event(2, 50_000))).rejects.toMatchObject({
        code: "unavailable",
        retryAfterSeconds: 30,
        details: { acceptedRecords: 0 },
      });
    } finally {
      await door.manager.streams.update(ingestStream, { max_bytes: streamBytes });
    }
    expect(await door.send(event(2, 50_000))).toMatchObject({ records: 1 });
  });

  it("is unavailable when the connection is closed", async () => {
    const other = await openDoor(process.env.NATS_URL ?? "");
    await other.close();
    await expect(other.send("{}")).rejects.toMatchObject({ code: "unavailable" });
    await expect(other.send("{}", { idempotencyKey: "k" })).rejects.toMatchObject({ code: "unavailable" });
  });

  it("bounds what waits for JetStream by the uploads that may be open, and refuses the rest", async () => {
    const uploads = new UploadSlots({ total: 6, perSource: 6 });
    const inFlight = new InFlightLimit(2, 1_000_000);
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const publish: typeof door.deps.publish = (header, payload) => gate.then(() => door.deps.publish(header, payload));
    const body = events(5_000).join("\n");
    const all = Array.from({ length: 20 }, () =>
      door.send(body, { contentType: "application/x-ndjson" }, { uploads, inFlight, publish }),
    );
    const refusals = await Promise.allSettled(all.slice(6));
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ status: "rejected", reason: { code: "rate_limited", retryAfterSeconds: 1 } });
    }
    // one chunk of each open upload
    await expect.poll(() => inFlight.waiting).toBe(6);
    open();
    for (const accepted of await Promise.all(all.slice(0, 6))) expect(accepted).toMatchObject({ records: 5_000 });
    expect(inFlight.waiting).toBe(0);
  });
});
