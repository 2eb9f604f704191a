import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { idempotencyBucket } from "@/lib/stream/topology";
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

describe("what is remembered of an idempotency key", () => {
  it.each([
    ["ends otherwise", (all: string[]) => [...all.slice(0, -1), '{"id":"other"}']],
    ["is longer", (all: string[]) => [...all, '{"id":"more"}']],
    ["is longer by whole chunks", (all: string[]) => [...all, ...lines(1500)]],
    ["is shorter", (all: string[]) => all.slice(0, -1)],
    ["is shorter by whole chunks", (all: string[]) => all.slice(0, 1000)],
    ["has the same records and another blank line", (all: string[]) => [...all.slice(0, -1), "", all.at(-1)!]],
  ])("refuses a body that %s", async (_, change) => {
    const key = randomUUID();
    const all = lines(2100);
    const accepted = await sendKeyed(all.join("\n"), key);
    await door.empty();
    await expect(sendKeyed(change(all).join("\n"), key)).rejects.toEqual(conflict);
    expect(await door.published()).toEqual([]);
    expect(await sendKeyed(all.join("\n"), key)).toEqual(accepted);
  });

  it("refuses a damaged body under the key of one that was taken in", async () => {
    const key = randomUUID();
    const contentType = "application/json";
    await sendKeyed(`[${lines(700).join(",")}]`, key, { contentType });
    await expect(sendKeyed(`[${lines(700).join(",")},]`, key, { contentType })).rejects.toEqual(conflict);
    const half = streamOf([`[${lines(700).join(",")}`], new Error("aborted"));
    await expect(sendKeyed(half, key, { contentType })).rejects.toMatchObject({ code: "malformed_body" });
    expect(await door.published()).toHaveLength(2);
  });

  it("remembers a request of one chunk in one entry", async () => {
    const bucket = await door.connection.jetstream().views.kv(idempotencyBucket, { bindOnly: true });
    const entries = async () => (await bucket.status()).values;
    const before = await entries();
    const key = randomUUID();
    const accepted = await sendKeyed(lines(20).join("\n"), key);
    expect(await sendKeyed(lines(20).join("\n"), key)).toEqual(accepted);
    expect(await entries()).toBe(before + 1);
    await sendKeyed(lines(1700).join("\n"), randomUUID());
    expect(await entries()).toBe(before + 1 + 4);
  });

  it("keeps what the first request said of itself when a repetition says otherwise", async () => {
    const key = randomUUID();
    const first = await sendKeyed(lines(5).join("\n"), key, { fileName: "a.jsonl", via: "console" });
    expect(await sendKeyed(lines(5).join("\n"), key, { fileName: "b.jsonl" })).toEqual(first);
    await expect(sendKeyed(lines(5).join("\n"), key, { corrects: "another" })).rejects.toEqual(conflict);
    expect((await door.published()).map(({ header }) => header)).toMatchObject([
      { fileName: "a.jsonl", via: "console" },
    ]);
  });

  it.each([1, 2, 7, 40])("makes one batch of two clients' requests that break and come in %i pieces", async (count) => {
    const key = randomUUID();
    const all = lines(3200);
    const body = Buffer.from(all.join("\n"));
    const size = Math.ceil(body.length / count);
    const pieces = Array.from({ length: count }, (_, at) => body.subarray(at * size, (at + 1) * size));
    const broken = (share: number) =>
      sendKeyed(streamOf([body.subarray(0, body.length * share)], new Error("aborted")), key).catch(() => undefined);
    const whole = () => sendKeyed(streamOf(pieces), key);
    const [, one, , other] = await Promise.all([broken(0.3), whole(), broken(0.8), whole()]);
    expect(one).toEqual(other);
    const chunks = await door.published();
    expect(chunks.map(({ header }) => header.chunkNo)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(chunks.flatMap(recordsOf)).toEqual(all);
  });
});
