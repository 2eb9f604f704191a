import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { POST } from "./[id]/[action]/route";
import { GET as getOne } from "./[id]/route";
import { GET as list } from "./route";

const id = "alert-routes/one";
const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
const keys = { read: createApiKey("read"), manage: createApiKey("manage") };

beforeAll(async () => {
  await database.connect();
  for (const [scope, key] of Object.entries(keys)) {
    const values = [key.id, "alert routes", scope, key.keyHash, key.keyPrefix];
    await database.query(
      "insert into api_key (id, name, scope, key_hash, key_prefix) values ($1, $2, $3, $4, $5)",
      values,
    );
  }
});
beforeEach(async () => {
  await database.query("delete from alert where id = $1", [id]);
  await database.query(
    `insert into alert (id, fingerprint, monitor, title, severity, metric, started_at, last_seen_at)
     values ($1, $1, 'freshness', 'Silent', 'info', 'lag', now(), now())`,
    [id],
  );
});
afterAll(async () => {
  await database.query("delete from alert where id = $1", [id]);
  await database.query("delete from api_key where name = 'alert routes'");
  await database.end();
});

function request(path: string, scope: keyof typeof keys, init: RequestInit = {}) {
  const headers = { ...init.headers, authorization: `Bearer ${keys[scope].key}` };
  return new Request(`http://console.test/api/alerts${path}`, { ...init, headers });
}

function act(action: string, body?: unknown, scope: keyof typeof keys = "manage") {
  const content =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  return POST(request(`/x/${action}`, scope, { method: "POST", ...content }), {
    params: Promise.resolve({ id, action }),
  });
}

it("acknowledges without a body, and answers with the alert as it is then", async () => {
  const response = await act("acknowledge");
  expect(response.status).toBe(200);
  const alert = await response.json();
  expect(alert).toMatchObject({
    id,
    state: "acknowledged",
    timeline: [{ type: "acknowledged", actor: "key alert routes" }],
  });
  expect(alert.url).toMatch(/\/alerts\/alert-routes%2Fone$/);
  expect((await act("acknowledge", {})).status).toBe(409);
});

it("names what is wrong with a body, and knows no other action", async () => {
  for (const body of [undefined, {}, { until: "tomorrow" }, { until: "2001-01-01T00:00:00Z" }]) {
    const response = await act("snooze", body);
    expect(response.status).toBe(400);
    expect((await response.json()).error.details.issues[0].path).toBe("until");
  }
  expect((await act("constructor")).status).toBe(404);
  expect((await act("comment", { text: " \u0000 " })).status).toBe(400);
});

it("shows alerts to a key that may read, and lets it change nothing", async () => {
  expect((await act("acknowledge", {}, "read")).status).toBe(403);
  const one = await getOne(request("/x", "read"), { params: Promise.resolve({ id }) });
  expect(await one.json()).toMatchObject({ id, state: "open", evidence: {} });
  const found = await list(request("?state=open,snoozed&severity=info", "read"), { params: Promise.resolve({}) });
  expect((await found.json()).alerts.map((alert: { id: string }) => alert.id)).toContain(id);
  expect((await list(request("?state=closed", "read"), { params: Promise.resolve({}) })).status).toBe(400);
});
