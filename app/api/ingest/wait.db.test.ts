import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { type Door, openDoor } from "@/lib/ingest/testing/door";
import { POST } from "./[kind]/route";

const { id, key, keyHash, keyPrefix } = createApiKey("ingest");
const client = new Client({ connectionString: process.env.DATABASE_URL });
let door: Door;

beforeAll(async () => {
  door = await openDoor(process.env.NATS_URL ?? "");
  await client.connect();
  await client.query("insert into source (id, name) values ('wait-test', 't')");
  await client.query(
    `insert into api_key (id, name, scope, source_id, key_hash, key_prefix)
     values ($1, 'wait', 'ingest', 'wait-test', $2, $3)`,
    [id, keyHash, keyPrefix],
  );
});
afterAll(async () => {
  await client.query("delete from source where id = 'wait-test'");
  await client.end();
  await door.empty();
  await door.close();
});

const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
const send = (idempotencyKey: string, wait = 0.1, signal: AbortSignal | null = null) =>
  POST(
    new Request(`http://127.0.0.1:15400/api/ingest/impressions?wait=${wait}`, {
      method: "POST",
      headers: { ...headers, "idempotency-key": idempotencyKey },
      body: "[{},{}]",
      signal,
    }),
    { params: Promise.resolve({ kind: "impressions" }) },
  );

it("names the batch that it took in, though the database cannot say what became of it", async () => {
  await client.query("alter table batch rename to batch_out_of_reach");
  try {
    const answer = await send(randomUUID());
    expect(answer.status).toBe(202);
    const accepted = await answer.json();
    expect(accepted).toEqual({ batchId: expect.any(String), chunks: 1, records: 2, bytes: 7 });
    expect(answer.headers.get("location")).toBe(`/api/batches/${accepted.batchId}`);
  } finally {
    await client.query("alter table batch_out_of_reach rename to batch");
  }
});

it("answers with the batch as it stands, when it can be told", async () => {
  const answer = await send(randomUUID());
  expect(answer.status).toBe(202);
  expect(await answer.json()).toMatchObject({ source: "wait-test", received: 2, pending: 2 });
});

it("answers at once where a source has too many requests that wait, until one of them ends", async () => {
  const abort = new AbortController();
  let answered = 0;
  const waiting = Array.from({ length: 17 }, async () => {
    const answer = await send(randomUUID(), 60, abort.signal);
    answered += 1;
    return answer.status;
  });
  await expect.poll(() => answered, { timeout: 10_000 }).toBe(1);
  expect((await send(randomUUID(), 60)).status).toBe(202);
  expect(answered).toBe(1);
  abort.abort();
  expect(await Promise.all(waiting)).toEqual(Array(17).fill(202));
});
