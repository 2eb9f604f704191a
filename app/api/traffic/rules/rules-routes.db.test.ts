import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { type TrafficRuleName, trafficRuleListSchema } from "@/lib/contracts/traffic";
import { PATCH } from "./[rule]/route";
import { GET } from "./route";

const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
const keys = { read: createApiKey("read"), manage: createApiKey("manage") };
const headers = (scope: keyof typeof keys) => ({
  authorization: `Bearer ${keys[scope].key}`,
  "content-type": "application/json",
});

async function list() {
  const answer = await GET(new Request("http://x/api/traffic/rules", { headers: headers("read") }), {
    params: Promise.resolve({}),
  });
  return trafficRuleListSchema.parse(await answer.json());
}

async function patch(rule: string, body: unknown, scope: keyof typeof keys = "manage") {
  const request = new Request(`http://x/api/traffic/rules/${rule}`, {
    method: "PATCH",
    headers: headers(scope),
    body: JSON.stringify(body),
  });
  const answer = await PATCH(request, { params: Promise.resolve({ rule }) });
  return { status: answer.status, body: await answer.json() };
}

async function periods(rule: TrafficRuleName) {
  const found = (await list()).rules.find((each) => each.name === rule);
  return found?.periods.map((step) => [step.fromAt.slice(0, 10), step.enabled, step.version, step.params]);
}

beforeAll(async () => {
  await database.connect();
  for (const [scope, key] of Object.entries(keys)) {
    const values = [key.id, "traffic rules", scope, key.keyHash, key.keyPrefix];
    await database.query(
      "insert into api_key (id, name, scope, key_hash, key_prefix) values ($1, $2, $3, $4, $5)",
      values,
    );
  }
  // so that there is something to work out again
  await database.query(
    `insert into conversion (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id,
       conversion_type, value_micros, device, country)
     values ('traffic-rules', '2026-03-02T00:00:00Z', now(), 's', 'b', gen_random_uuid(), 'traffic-rules', 'sale', 0, 'd', 'DE')
     on conflict do nothing`,
  );
});
beforeEach(async () => {
  await database.query("delete from traffic_job");
  await database.query("delete from audit_log where action = 'traffic_rule.update'");
});
afterAll(async () => {
  await database.query("delete from traffic_job");
  await database.query("delete from conversion where campaign_id = 'traffic-rules'");
  await database.end();
});

it("tells every rule with its defaults filled in", async () => {
  const { rules } = await list();
  expect(rules).toHaveLength(12);
  expect(rules.find((rule) => rule.name === "repeated_click")).toMatchObject({
    enabled: true,
    version: 1,
    params: { seconds: 10 },
    looksAt: "events",
    periods: [{ fromAt: "1900-01-01T00:00:00.000Z", enabled: true, actor: "system" }],
  });
});

it("changes only the stretch, merges it back, and leaves a line of the audit log and a job each time", async () => {
  const range = { from: "2026-03-01T00:00:00Z", to: "2026-03-05T00:00:00Z" };
  expect((await patch("site_rate", { enabled: false, ...range })).status).toBe(200);
  const params = (await list()).rules.find((rule) => rule.name === "site_rate")?.params;
  expect(await periods("site_rate")).toEqual([
    ["1900-01-01", true, 1, params],
    ["2026-03-01", false, 1, params],
    ["2026-03-05", true, 1, params],
  ]);
  const own = { limits: [{ kind: "click", seconds: 30, events: 5 }] };
  expect(
    (await patch("site_rate", { params: own, from: "2026-03-04T00:00:00Z", to: "2026-03-07T00:00:00Z" })).status,
  ).toBe(200);
  expect(await periods("site_rate")).toEqual([
    ["1900-01-01", true, 1, params],
    ["2026-03-01", false, 1, params],
    ["2026-03-04", false, 2, own],
    ["2026-03-05", true, 2, own],
    ["2026-03-07", true, 1, params],
  ]);
  // what is set already changes nothing
  await patch("site_rate", { params: own, from: "2026-03-04T00:00:00Z", to: "2026-03-07T00:00:00Z" });
  const { jobs } = await list();
  expect(jobs).toHaveLength(2);
  const audit = await database.query<{ before: unknown[]; after: unknown[] }>(
    "select before, after from audit_log where action = 'traffic_rule.update' order by id",
  );
  expect(audit.rows.map((line) => [line.before.length, line.after.length])).toEqual([
    [1, 3],
    [3, 5],
  ]);
  await patch("site_rate", { params, enabled: true });
  // what had the same parameters keeps their version
  expect(await periods("site_rate")).toEqual([
    ["1900-01-01", true, 1, params],
    ["2026-03-04", true, 3, params],
    ["2026-03-07", true, 1, params],
  ]);
  await database.query("delete from traffic_rule_period where rule = 'site_rate' and from_at > '1900-01-01T00:00:00Z'");
});

it("refuses what it cannot do, and says where it is wrong", async () => {
  expect((await patch("site_rate", { enabled: false }, "read")).status).toBe(403);
  expect((await patch("nonsense", { enabled: false })).status).toBe(404);
  expect((await patch("site_rate", {})).status).toBe(400);
  const wrong = await patch("site_rate", { params: { limits: [{ kind: "click", seconds: 90, events: 0 }] } });
  expect(wrong.status).toBe(400);
  expect(wrong.body.error.details.issues[0].path).toBe("params.limits[0].events");
  const past = await patch("known_crawler", { params: { patterns: ["x"] }, from: "2026-01-01T00:00:00Z" });
  expect(past.status).toBe(400);
  expect(past.body.error.message).toContain("lies in the past");
  expect(await periods("known_crawler")).toHaveLength(1);
  expect((await list()).jobs).toEqual([]);
});

it("counts parameters of a rule about records from now on, with nothing to work out again", async () => {
  const before = Date.now();
  expect((await patch("known_crawler", { params: { patterns: ["probe"] } })).status).toBe(200);
  const { rules, jobs } = await list();
  const steps = rules.find((rule) => rule.name === "known_crawler")?.periods ?? [];
  expect(steps.map((step) => step.version)).toEqual([1, 2]);
  expect(Date.parse(steps[1]?.fromAt ?? "")).toBeGreaterThanOrEqual(before);
  expect(jobs).toEqual([]);
  await database.query("delete from traffic_rule_period where rule = 'known_crawler' and version = 2");
});
