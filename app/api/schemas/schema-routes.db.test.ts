import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { avroSchemaListSchema, avroSchemaSchema } from "@/lib/contracts/avro-schema";
import { GET, POST } from "./route";

const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
const keys = { read: createApiKey("read"), manage: createApiKey("manage") };
const schema = { type: "record", name: "schema_routes.Click", fields: [{ name: "id", type: "string" }] };

beforeAll(async () => {
  await database.connect();
  for (const [scope, { id, keyHash, keyPrefix }] of Object.entries(keys)) {
    const values = [id, "schema routes", scope, keyHash, keyPrefix];
    const insert = "insert into api_key (id, name, scope, key_hash, key_prefix) values ($1, $2, $3, $4, $5)";
    await database.query(insert, values);
  }
});
afterAll(async () => {
  await database.query("delete from avro_schema where name like 'schema\\_routes.%'");
  await database.query("delete from api_key where name = 'schema routes'");
  await database.query("delete from audit_log where actor = 'key schema routes'");
  await database.end();
});

function call(route: typeof POST, method: "GET" | "POST", scope: keyof typeof keys, body?: unknown) {
  const headers = { authorization: `Bearer ${keys[scope].key}`, "content-type": "application/json" };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const request = new Request("http://console.test/api/schemas", { method, headers, ...content });
  return route(request, { params: Promise.resolve({}) });
}

it("registers a schema once, and shows it", async () => {
  const first = await call(POST, "POST", "manage", { schema });
  expect(first.status).toBe(201);
  const registered = avroSchemaSchema.parse(await first.json());
  const again = await call(POST, "POST", "manage", { schema: JSON.stringify(schema) });
  expect([again.status, await again.json()]).toEqual([200, registered]);
  const listed = avroSchemaListSchema.parse(await (await call(GET, "GET", "read")).json());
  expect(listed.schemas).toContainEqual(registered);
});

it("is shown to readers, and changed by who may manage only", async () => {
  expect((await call(GET, "GET", "read")).status).toBe(200);
  expect((await call(POST, "POST", "read", { schema })).status).toBe(403);
});

it.each([{}, { schema: 5 }, { schema: "{" }, { schema: { type: "recrd" } }])("refuses %j", async (body) => {
  const answer = await call(POST, "POST", "manage", body);
  expect(answer.status).toBe(400);
  const { error } = await answer.json();
  expect(error).toMatchObject({
    code: "invalid_request",
    details: { issues: [{ path: expect.stringMatching(/^schema/) }] },
  });
});
