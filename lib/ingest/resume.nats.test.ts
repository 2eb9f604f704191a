import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { UploadState } from "@/lib/contracts/upload";
import { IdempotencyStore } from "@/lib/stream/idempotency-store";
import { getUploadState } from "./get-upload-state";
import { type SampleBody, sampleBodies } from "./testing/bodies";
import { type Door, openDoor, type PublishedChunk, streamOf } from "./testing/door";
import { seeded } from "./testing/seeded";

let door: Door;
beforeAll(async () => {
  door = await openDoor(process.env.NATS_URL ?? "");
});
beforeEach(() => door.empty());
afterAll(() => door.close());

const records = 20_000;
const kind = "impressions";
const stateOf = (idempotencyKey: string): Promise<UploadState> =>
  getUploadState({ sourceId: "s1", kind, idempotencyKey }, door.deps.idempotency);

/** The pieces that a network makes of the bytes. */
function piecesOf(bytes: Uint8Array, random: () => number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + Math.floor(random() * 65_536);
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
}

/** What a batch is but for its id and the time it came. */
const contentOf = (chunks: PublishedChunk[]) =>
  chunks.map(({ header, payload }) => {
    const { batchId: _, receivedAt: __, ...rest } = header;
    return { ...rest, payload: Buffer.from(payload).toString("base64") };
  });

async function unbroken({ contentType, bytes }: SampleBody) {
  await door.empty();
  const accepted = await door.send(bytes, { contentType });
  const content = contentOf(await door.published());
  await door.empty();
  return { accepted, content };
}

describe.each(sampleBodies(records))("an upload of $name", (body) => {
  const { contentType, bytes } = body;
  const random = seeded(bytes.length);
  const send = (from: number, to: number, more: Parameters<Door["send"]>[1], deps?: Parameters<Door["send"]>[2]) => {
    const pieces = piecesOf(bytes.subarray(from, to), random);
    const failure = to < bytes.length ? new Error("aborted") : undefined;
    return door.send(streamOf(pieces, failure), { contentType, uploadOffset: from, ...more }, deps);
  };
  const breakOff = (from: number, to: number, idempotencyKey: string) =>
    expect(send(from, to, { idempotencyKey })).rejects.toMatchObject({ code: "malformed_body" });

  it("goes on where it broke off at 40 %, as if it had not", async () => {
    const whole = await unbroken(body);
    const idempotencyKey = randomUUID();
    const to = Math.floor(bytes.length * 0.4);
    await breakOff(0, to, idempotencyKey);
    const state = await stateOf(idempotencyKey);
    expect(state.accepted).toBeNull();
    // at most the chunk that was begun, the one held back, and a block are to be sent again
    expect(state.records).toBeGreaterThan(records * 0.4 - 1_500);
    const accepted = await send(state.offset, bytes.length, { idempotencyKey });
    expect(accepted).toEqual({ ...whole.accepted, batchId: state.batchId });
    expect(contentOf(await door.published())).toEqual(whole.content);
    expect(await stateOf(idempotencyKey)).toEqual({
      batchId: state.batchId,
      offset: bytes.length,
      records,
      accepted,
    });
    // the first request, sent again after all
    expect(await send(0, bytes.length, { idempotencyKey })).toEqual(accepted);
    expect(await door.published()).toHaveLength(whole.content.length);
  });

  it("goes on at 20 places one after the other", async () => {
    const whole = await unbroken(body);
    const idempotencyKey = randomUUID();
    const places = Array.from({ length: 20 }, () => Math.floor(random() * bytes.length)).sort((a, b) => a - b);
    let from = 0;
    for (const to of places) {
      await breakOff(from, Math.max(to, from), idempotencyKey);
      from = await stateOf(idempotencyKey).then(
        ({ offset }) => offset,
        () => 0,
      );
    }
    expect(from).toBeGreaterThan(0);
    expect(await send(from, bytes.length, { idempotencyKey })).toMatchObject({ records, bytes: bytes.length });
    expect(contentOf(await door.published())).toEqual(whole.content);
  });

  it("goes on at the last checkpoint written, though more was published after it", async () => {
    const whole = await unbroken(body);
    const idempotencyKey = randomUUID();
    const store = new IdempotencyStore(door.connection);
    const save = store.saveCheckpoint.bind(store);
    let saved = 0;
    // as when the process is killed: what it would have written next is not written
    store.saveCheckpoint = async (...checkpoint) => {
      saved += 1;
      if (saved === 1) await save(...checkpoint);
    };
    const to = Math.floor(bytes.length * 0.9);
    await expect(send(0, to, { idempotencyKey }, { idempotency: store })).rejects.toThrow();
    expect(saved).toBeGreaterThan(1);
    const state = await stateOf(idempotencyKey);
    const before = await door.published();
    expect(before.length).toBeGreaterThan(20);
    expect(state.offset).toBeGreaterThan(0);
    expect(state.records).toBeLessThan(before.at(-1)!.header.firstRecord);
    await send(state.offset, bytes.length, { idempotencyKey });
    expect(contentOf(await door.published())).toEqual(whole.content);
  });
});
