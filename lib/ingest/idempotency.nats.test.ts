import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AppError } from "@/lib/errors";
import { type Door, openDoor, recordsOf, streamOf } from "./testing/door";

let door: Door;
beforeAll(async () => {
  door = await openDoor(process.env.NATS_URL ?? "");
});
beforeEach(() => door.empty());
afterAll(() => door.close());

const lines = (count: number, text = "x") =>
  Array.from({ length: count }, (_, index) => `{"id":${index},"t":"${text}"}`);
const ndjson = "application/x-ndjson";
const conflict = expect.objectContaining({ code: "idempotency_conflict" });
const sendKeyed = (body: Parameters<Door["send"]>[0], idempotencyKey: string, more = {}) =>
  door.send(body, { contentType: ndjson, idempotencyKey, ...more });

describe("accept with an idempotency key", () => {
  it("answers a repeated request alike, and publishes nothing twice", async () => {
    const key = randomUUID();
    const first = await sendKeyed(lines(700).join("\n"), key);
    const chunks = await door.published();
    await door.empty();
    expect(await sendKeyed(lines(700).join("\n"), key)).toEqual(first);
    expect(chunks).toHaveLength(2);
    expect(await door.published()).toEqual([]);
  });

  it("keeps keys of sources apart", async () => {
    const key = randomUUID();
    const first = await sendKeyed("1", key);
    expect((await sendKeyed("1", key, { sourceId: "s2" })).batchId).not.toBe(first.batchId);
  });

  it("refuses another body or kind under the same key", async () => {
    const key = randomUUID();
    await sendKeyed("1", key);
    await expect(sendKeyed("2", key)).rejects.toEqual(conflict);
    await expect(sendKeyed("1", key, { kind: "clicks" })).rejects.toEqual(conflict);
    expect(await door.published()).toHaveLength(1);
  });

  it("makes one batch of equal requests that come at the same time", async () => {
    const key = randomUUID();
    const body = lines(1700).join("\n");
    const answers = await Promise.all(Array.from({ length: 6 }, () => sendKeyed(body, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const chunks = await door.published();
    expect(chunks.map(({ header }) => header.chunkNo)).toEqual([0, 1, 2, 3]);
    expect(chunks.flatMap(recordsOf)).toEqual(lines(1700));
  });

  it("lets one of different requests win that come at the same time", async () => {
    const key = randomUUID();
    const bodies = ["a", "b", "c", "d"].map((text) => lines(1700, text).join("\n"));
    const results = await Promise.allSettled(bodies.map((body) => sendKeyed(body, key)));
    const winner = results.findIndex((result) => result.status === "fulfilled");
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toEqual(conflict);
    expect((await door.published()).flatMap(recordsOf).join("\n")).toBe(bodies[winner]);
  });

  it("completes a batch whose first request broke off", async () => {
    const key = randomUUID();
    const all = lines(2300);
    const half = streamOf([`${all.slice(0, 1250).join("\n")}\n`, all[1250]!.slice(0, 5)], new Error("aborted"));
    await expect(sendKeyed(half, key)).rejects.toMatchObject({ code: "malformed_body" });
    const before = await door.published();
    expect(before.length).toBeGreaterThan(0);
    expect(before.every(({ header }) => header.totals === undefined)).toBe(true);

    const accepted = await sendKeyed(all.join("\n"), key);
    const chunks = await door.published();
    expect(accepted).toMatchObject({ chunks: 5, records: 2300, batchId: before[0]!.header.batchId });
    expect(chunks.flatMap(recordsOf)).toEqual(all);
    expect(chunks.map(({ messageId }) => messageId)).toEqual(chunks.map((_, no) => `${accepted.batchId}:${no}`));
    expect(new Set(chunks.map(({ header }) => header.receivedAt)).size).toBe(1);
  });

  it("refuses another body for a batch that broke off, before any of it is published", async () => {
    const key = randomUUID();
    const half = streamOf([`${lines(1250).join("\n")}\n`], new Error("aborted"));
    await expect(sendKeyed(half, key)).rejects.toMatchObject({ code: "malformed_body" });
    const before = await door.published();
    await expect(sendKeyed(lines(9000, "other").join("\n"), key)).rejects.toEqual(conflict);
    expect(await door.published()).toEqual(before);
  });

  it("refuses a malformed body alike each time, and keeps its good records once", async () => {
    const key = randomUUID();
    const body = `[${lines(600).join(",")},]`;
    const refusal = expect.objectContaining({
      code: "malformed_body",
      details: expect.objectContaining({ acceptedRecords: 600 }),
    });
    await expect(sendKeyed(body, key, { contentType: "application/json" })).rejects.toEqual(refusal);
    await expect(sendKeyed(body, key, { contentType: "application/json" })).rejects.toEqual(refusal);
    expect((await door.published()).map(({ header }) => header.records)).toEqual([500, 100]);
    const repaired = `[${lines(600).join(",")}]`;
    await expect(sendKeyed(repaired, key, { contentType: "application/json" })).rejects.toEqual(conflict);
  });

  it("refuses a malformed body alike, whatever pieces the network cuts it into", async () => {
    const idempotencyKey = randomUUID();
    const body = Buffer.from(`[${lines(600).join(",")},]${" ".repeat(5000)}`);
    const cut = (size: number) =>
      streamOf(
        Array.from({ length: Math.ceil(body.length / size) }, (_, at) => body.subarray(at * size, (at + 1) * size)),
      );
    const answers = [body, cut(7), cut(1000)].map(
      (pieces) => () => door.send(pieces, { idempotencyKey }).catch((error: unknown) => error),
    );
    const first = await answers[0]!();
    expect(first).toMatchObject({ code: "malformed_body", details: { acceptedRecords: 600 } });
    const chunks = await door.published();
    for (const again of answers.slice(1)) expect(await again()).toEqual(first);
    expect(await door.published()).toEqual(chunks);
    const { byteOffset } = (first as AppError).details as { byteOffset: number };
    expect(chunks.at(-1)?.header.totals?.bytes).toBe(byteOffset);
  });

  it("lets a body be repaired under its key when nothing of it was taken in", async () => {
    const key = randomUUID();
    await expect(sendKeyed("[1", key, { contentType: "text/csv" })).resolves.toMatchObject({ records: 0 });
    const other = randomUUID();
    await expect(sendKeyed("[", other, { contentType: "application/json" })).rejects.toMatchObject({
      code: "malformed_body",
    });
    expect(await sendKeyed("[1]", other, { contentType: "application/json" })).toMatchObject({ records: 1 });
  });

  it.each(["", "x".repeat(256)])("refuses an unusable key", async (key) => {
    await expect(sendKeyed("1", key)).rejects.toMatchObject({ code: "invalid_request" });
  });
});
