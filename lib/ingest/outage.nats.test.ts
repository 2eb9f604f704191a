import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { OwnServer } from "@/lib/stream/own-server.fixture";
import { publishChunk } from "@/lib/stream/publish-chunk";
import { getUploadState } from "./get-upload-state";
import { linesBody } from "./testing/bodies";
import { type Door, openDoor, recordsOf } from "./testing/door";

let server: OwnServer;
let door: Door;
beforeAll(async () => {
  server = await OwnServer.create();
  door = await openDoor(server.url);
});
afterAll(async () => {
  await door.close();
  await server.remove();
});

const records = 40_000;
const body = linesBody(records);
const expected = Buffer.from(body)
  .toString("latin1")
  .split("\n")
  .filter((line) => line.trim() !== "");

it("is unavailable when the queue dies under an upload, which then goes on where it was", async () => {
  const idempotencyKey = randomUUID();
  const request = { contentType: "application/x-ndjson", idempotencyKey };
  let published = 0;
  let dying: Promise<void> | undefined;
  const publish: typeof door.deps.publish = async (header, payload) => {
    published += 1;
    if (published === 40) dying = server.kill();
    await publishChunk(door.connection, header, payload, { boundMs: 1_000 });
  };
  const refusal = await door.send(body, request, { publish }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "unavailable", retryAfterSeconds: expect.any(Number) });
  await dying;
  server.start();

  const asked = { sourceId: "s1", kind: "impressions" as const, idempotencyKey };
  const state = await getUploadState(asked, door.deps.idempotency);
  expect(state.records).toBeGreaterThan(0);
  expect(state.records).toBeLessThan(records);
  const accepted = await door.send(body.subarray(state.offset), { ...request, uploadOffset: state.offset });
  expect(accepted).toMatchObject({ batchId: state.batchId, records, bytes: body.length });
  const chunks = await door.published();
  expect(chunks.map(({ header }) => header.chunkNo)).toEqual(chunks.map((_, no) => no));
  expect(chunks).toHaveLength(accepted.chunks);
  expect(chunks.flatMap(recordsOf)).toEqual(expected.map((line) => line.replace(/\r$/, "")));
});

it("refuses at once what comes while all slots wait for the queue, and takes everything when it is back", async () => {
  await door.empty();
  await server.kill();
  const send = () =>
    door.send("{}", {}, {}).then(
      ({ batchId }) => batchId,
      (error: { code: string }) => error.code,
    );
  const during = Promise.all(Array.from({ length: 200 }, send));
  setTimeout(() => server.start(), 500);
  const outcomes = await during;
  const batches = outcomes.filter((outcome) => !["unavailable", "rate_limited"].includes(outcome));
  expect(outcomes.filter((outcome) => outcome === "rate_limited").length).toBe(200 - 32);
  expect(batches).toHaveLength(32);
  const stored = (await door.published()).map(({ header }) => header.batchId).sort();
  expect(stored).toEqual(batches.sort());
});
