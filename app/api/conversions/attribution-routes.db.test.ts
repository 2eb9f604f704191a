import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GET as getAttribution } from "@/app/api/campaigns/[id]/attribution/route";
import { GET as listConversions } from "@/app/api/campaigns/[id]/conversions/route";
import { createApiKey } from "@/lib/auth/api-key";
import { attributionSchema } from "@/lib/contracts/attribution";
import { conversionDetailSchema, conversionListSchema } from "@/lib/contracts/conversions";
import { event, storeWorld, toWorld, userKeyOf } from "@/lib/read-models/conversions/attribution-world.fixture";
import { GET as getConversion } from "./[eventId]/route";

const campaignId = "=attribution/routes";
const eventId = "sale/1?&#%2F 💶";
const { key, ...stored } = createApiKey("read");
const database = new pg.Client({ connectionString: process.env.DATABASE_URL });

beforeAll(async () => {
  await database.connect();
  await database.query(
    "insert into api_key (id, name, scope, key_hash, key_prefix) values ($1, 'attribution routes', 'read', $2, $3)",
    [stored.id, stored.keyHash, stored.keyPrefix],
  );
  const events = [
    event("impression", "routes-view", "2026-11-02T09:59:00Z", { creativeId: "routes-creative", site: "+1.example" }),
    event("click", "routes-click", "2026-11-02T10:01:00Z"),
    event("conversion", eventId, "2026-11-03T10:00:00Z"),
  ];
  const rules = { clickWindowDays: 30, viewWindowDays: 1, pricing: "cpa" as const, priceMicros: 3n };
  await storeWorld(toWorld({ campaignId, rules, journeys: [{ userKey: userKeyOf(campaignId), events }] }));
}, 60_000);
afterAll(async () => {
  await database.query("delete from api_key where name = 'attribution routes'");
  await database.end();
});

const range = "from=2026-11-01&to=2026-11-05";
const request = (path: string, init: RequestInit = {}) =>
  new Request(`http://console.test/api${path}`, { headers: { authorization: `Bearer ${key}` }, ...init });
const askDetail = (query = "", id = eventId) =>
  getConversion(request(`/conversions/${encodeURIComponent(id)}${query}`), {
    params: Promise.resolve({ eventId: id }),
  });
const askList = (query: string, id = campaignId) =>
  listConversions(request(`/campaigns/x/conversions?${query}`), { params: Promise.resolve({ id }) });
const askAttribution = (query: string, init?: RequestInit) =>
  getAttribution(request(`/campaigns/x/attribution?${query}`, init), { params: Promise.resolve({ id: campaignId }) });

it("answers with what the contracts say", async () => {
  const detail = conversionDetailSchema.parse(await (await askDetail()).json());
  expect(detail.touches.map((touch) => [touch.eventId, touch.why])).toEqual([
    ["routes-view", "outside_view_window"],
    ["routes-click", null],
  ]);
  const list = conversionListSchema.parse(await (await askList(range)).json());
  expect(list).toMatchObject({
    rows: [{ eventId, creativeId: "routes-creative", state: "credited" }],
    nextCursor: null,
  });
  const report = attributionSchema.parse(await (await askAttribution(`${range}&clickWindowDays=0`)).json());
  expect(report).toMatchObject({
    unattributed: { stored: 0, whatIf: 1 },
    windows: { clickWindowDays: 0, viewWindowDays: 1 },
  });
});

it("downloads the list and the models as CSV, cells safe for spreadsheets", async () => {
  const list = await askList(`${range}&format=csv`);
  expect(list.headers.get("content-disposition")).toContain(
    '"conversions-_attribution_routes-2026-11-01-2026-11-05.csv"',
  );
  expect((await list.text()).split("\r\n").slice(0, 2)).toEqual([
    "eventId,occurredAt,conversionType,valueMicros,orderId,filterReason,state,touches,touchKind,creativeId,creativeName,site",
    `${eventId},2026-11-03T10:00:00.000Z,purchase,10000000,,,credited,1,click,routes-creative,routes-creative,'+1.example`,
  ]);
  const models = await askAttribution(`${range}&format=csv&groupBy=site&models=linear,first_touch&viewWindowDays=1`);
  expect((await models.text()).split("\r\n").slice(0, 3)).toEqual([
    "group,groupName,model,conversions,postClickConversions,postViewConversions,revenueMicros,costMicros,whatIfConversions,whatIfPostClickConversions,whatIfPostViewConversions,whatIfRevenueMicros,whatIfCostMicros",
    "'+1.example,'+1.example,linear,1,1,0,10000000,3,1,1,0,10000000,3",
    "'+1.example,'+1.example,first_touch,1,1,0,10000000,3,1,1,0,10000000,3",
  ]);
  const without = await (await askAttribution(`${range}&format=csv&models=linear`)).text();
  expect(without.split("\r\n")[1]).toBe("routes-creative,routes-creative,linear,1,1,0,10000000,3,,,,,");
});

it.each([
  "clickWindowDays=91",
  "viewWindowDays=-1",
  "models=linear,best",
  "groupBy=user",
  "from=yesterday",
  "timeZone=Mars/Base",
])("refuses %s with the name of what is wrong", async (query) => {
  const response = await askAttribution(query);
  expect(response.status).toBe(400);
  const { error } = await response.json();
  expect(query).toContain(error.details.issues[0].path.split(/\W/)[0]);
});

const yearNone = `cursor=${Buffer.from('["0000-01-01T00:00:00Z","x"]').toString("base64url")}`;
it.each(["limit=0", "limit=201", "state=lost", "cursor=x", yearNone])("refuses a list with %s", async (query) => {
  const response = await askList(query);
  expect(response.status).toBe(400);
  expect((await response.json()).error.details.issues[0].path).toBe(query.split("=")[0]);
});

it("has no conversion and no campaign that there is not", async () => {
  const missing = await askDetail("", "no such");
  expect(missing.status).toBe(404);
  expect((await missing.json()).error.message).toContain("There is no conversion with this event id");
  expect((await askDetail("?occurredAt=2026-11-03T10:00:00.001Z")).status).toBe(404);
  expect((await askDetail("?occurredAt=yesterday")).status).toBe(400);
  // PostgreSQL knows neither
  expect((await askDetail("?occurredAt=0000-01-01T00:00:00Z")).status).toBe(400);
  expect((await askDetail("?occurredAt=9999-12-31T23:59:59-12:00")).status).toBe(400);
  expect((await askList(range, "none")).status).toBe(404);
});

it("works windows out for two at a time, and reads what is stored for any number", async () => {
  const many = (query: string) => Promise.all(Array.from({ length: 5 }, () => askAttribution(`${range}${query}`)));
  const statuses = (await many("&clickWindowDays=5")).map((response) => response.status);
  expect(statuses).toEqual([200, 200, 503, 503, 503]);
  expect((await many("&clickWindowDays=5"))[4]?.headers.get("retry-after")).toBe("5");
  expect((await many("")).map((response) => response.status)).toEqual([200, 200, 200, 200, 200]);
  const gone = AbortSignal.abort();
  expect(
    (await askAttribution(`${range}&clickWindowDays=5`, { headers: { authorization: `Bearer ${key}` }, signal: gone }))
      .status,
  ).toBe(499);
  expect((await askAttribution(`${range}&clickWindowDays=5`)).status).toBe(200);
});
