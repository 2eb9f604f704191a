import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { unseal } from "@/lib/auth/seal";
import { userKeyOf } from "@/lib/config/user-key";
import { erasureListSchema, erasureSchema, erasureSealContext } from "@/lib/contracts/erasure";
import { GET as GET_ONE } from "./[id]/route";
import { GET, POST } from "./route";

const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
const keys = { read: createApiKey("read"), manage: createApiKey("manage") };

beforeAll(async () => {
  await database.connect();
  for (const [scope, { id, keyHash, keyPrefix }] of Object.entries(keys)) {
    const values = [id, "erasure routes", scope, keyHash, keyPrefix];
    const insert = "insert into api_key (id, name, scope, key_hash, key_prefix) values ($1, $2, $3, $4, $5)";
    await database.query(insert, values);
  }
});
afterAll(async () => {
  await database.query("delete from erasure where requested_by = 'key erasure routes'");
  await database.query("delete from api_key where name = 'erasure routes'");
  await database.query("delete from audit_log where actor = 'key erasure routes'");
  await database.end();
});

function request(scope: keyof typeof keys, body?: unknown): Request {
  const headers = { authorization: `Bearer ${keys[scope].key}`, "content-type": "application/json" };
  const content = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  return new Request("http://console.test/api/erasures", { headers, ...content });
}
const ask = (scope: keyof typeof keys, body: unknown) => POST(request(scope, body), { params: Promise.resolve({}) });

it("takes a user's id as senders write it, keeps it sealed, and tells it to nobody", async () => {
  const answer = await ask("manage", { userId: " person-1 " });
  expect(answer.status).toBe(202);
  const text = await answer.text();
  expect(text).not.toContain("person-1");
  const erasure = erasureSchema.parse(JSON.parse(text));
  const userKey = userKeyOf(process.env.APP_SECRET ?? "", "person-1");
  expect(erasure).toMatchObject({ state: "waiting", userKey, requestedBy: "key erasure routes", counts: {} });
  const { rows } = await database.query("select sealed from erasure where id = $1", [erasure.id]);
  expect(rows[0].sealed.toString("latin1")).not.toContain("person-1");
  expect(unseal(rows[0].sealed, erasureSealContext(erasure.id))).toBe("person-1");
  const one = await GET_ONE(request("manage"), { params: Promise.resolve({ id: erasure.id }) });
  expect(await one.json()).toEqual(erasure);
  const list = erasureListSchema.parse(await (await GET(request("manage"), { params: Promise.resolve({}) })).json());
  expect(list.erasures).toContainEqual(erasure);
  const audit = await database.query("select actor, action, after from audit_log where subject = $1", [
    `erasure:${erasure.id}`,
  ]);
  expect(audit.rows).toEqual([{ actor: "key erasure routes", action: "erasure.request", after: { state: "waiting" } }]);
});

it("is for who may manage only", async () => {
  expect((await ask("read", { userId: "person-1" })).status).toBe(403);
  expect((await GET(request("read"), { params: Promise.resolve({}) })).status).toBe(403);
});

it.each([{}, { userId: "" }, { userId: " " }, { userId: 5 }, { userId: "a\0" }, { userId: "a", more: 1 }])(
  "refuses %j",
  async (body) => {
    const answer = await ask("manage", body);
    expect([answer.status, (await answer.json()).error.code]).toEqual([400, "invalid_request"]);
  },
);

it.each(["nothing", "\0"])("knows no erasure %j", async (id) => {
  expect((await GET_ONE(request("manage"), { params: Promise.resolve({ id }) })).status).toBe(404);
});
