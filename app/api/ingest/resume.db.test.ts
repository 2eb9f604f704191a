import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { type Door, openDoor, recordsOf, streamOf } from "@/lib/ingest/testing/door";
import { GET, POST } from "./[kind]/route";

const { id, key, keyHash, keyPrefix } = createApiKey("ingest");
const client = new Client({ connectionString: process.env.DATABASE_URL });
let door: Door;

beforeAll(async () => {
  door = await openDoor(process.env.NATS_URL ?? "");
  await client.connect();
  await client.query("insert into source (id, name, max_events_per_second) values ('resume-test', 't', 40000)");
  await client.query(
    `insert into api_key (id, name, scope, source_id, key_hash, key_prefix)
     values ($1, 'resume', 'ingest', 'resume-test', $2, $3)`,
    [id, keyHash, keyPrefix],
  );
});
afterAll(async () => {
  await client.query("delete from source where id = 'resume-test'");
  await client.end();
  await door.empty();
  await door.close();
});

const url = "http://127.0.0.1:15400/api/ingest/impressions";
const params = { params: Promise.resolve({ kind: "impressions" }) };
const authorization = { authorization: `Bearer ${key}` };
const lines = Array.from({ length: 12_000 }, (_, index) => `{"id":${index}}`);
const body = Buffer.from(lines.join("\n"));

function send(content: Uint8Array | ReadableStream<Uint8Array>, headers: Record<string, string>) {
  const all = { ...authorization, "content-type": "application/x-ndjson", ...headers };
  const init = { method: "POST", headers: all, body: content, duplex: "half" } as RequestInit;
  return POST(new Request(url, init), params);
}
const ask = (headers: Record<string, string>) =>
  GET(new Request(url, { headers: { ...authorization, ...headers } }), params);

it("tells where an upload broke off, and goes on there", async () => {
  const keyed = { "idempotency-key": randomUUID() };
  expect((await ask(keyed)).status).toBe(404);
  const broken = await send(streamOf([body.subarray(0, body.length * 0.4)], new Error("reset")), keyed);
  expect(broken.status).toBe(400);
  const state = await (await ask(keyed)).json();
  expect(state).toEqual({
    batchId: expect.any(String),
    offset: expect.any(Number),
    records: expect.any(Number),
    accepted: null,
  });
  const wrong = await send(body.subarray(1), { ...keyed, "upload-offset": "1" });
  expect(wrong.status).toBe(409);
  expect(await wrong.json()).toMatchObject({ error: { code: "conflict", details: { offset: state.offset } } });
  const rest = await send(body.subarray(state.offset), { ...keyed, "upload-offset": String(state.offset) });
  expect(rest.status).toBe(202);
  const accepted = await rest.json();
  expect(accepted).toMatchObject({ batchId: state.batchId, records: lines.length, bytes: body.length });
  expect(await (await ask(keyed)).json()).toMatchObject({ offset: body.length, accepted });
  expect((await door.published()).flatMap(recordsOf)).toEqual(lines);
});

it.each([
  ["no key", {}],
  ["an unusable key", { "idempotency-key": "x".repeat(256) }],
])("refuses to tell with %s", async (_, headers) => {
  expect((await ask(headers)).status).toBe(400);
});

it.each(["-1", "1.5", "0x10", "many", "9".repeat(16)])("refuses the offset %s", async (offset) => {
  const answer = await send(body, { "idempotency-key": randomUUID(), "upload-offset": offset });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { code: "invalid_request" } });
});

it("holds a source to its own limit, and says when to come again", async () => {
  for (let sent = 0; sent < 20; sent += 1) {
    const answer = await send(body, {});
    if (answer.status === 202) continue;
    expect(answer.status).toBe(429);
    expect(await answer.json()).toMatchObject({ error: { code: "rate_limited" } });
    expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
    return;
  }
  expect.unreachable("240,000 events came through a limit of 40,000 a second at once");
});
