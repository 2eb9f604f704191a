import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { campaignListSchema, performanceSchema } from "@/lib/contracts/reports";
import { GET as performance } from "./[id]/performance/route";
import { GET as list } from "./route";

const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
const { key, ...stored } = createApiKey("read");

beforeAll(async () => {
  await database.connect();
  await database.query(
    "insert into api_key (id, name, scope, key_hash, key_prefix) values ($1, 'report routes', 'read', $2, $3)",
    [stored.id, stored.keyHash, stored.keyPrefix],
  );
  await database.query("insert into advertiser (id, name, time_zone) values ('report-routes', 'R', 'Asia/Kolkata')");
  await database.query(
    "insert into campaign (id, advertiser_id, name) values ('report-routes', 'report-routes', '=1+1')",
  );
});
afterAll(async () => {
  await database.query("delete from campaign where id = 'report-routes'");
  await database.query("delete from advertiser where id = 'report-routes'");
  await database.query("delete from api_key where name = 'report routes'");
  await database.end();
});

const request = (path: string) =>
  new Request(`http://console.test/api/campaigns${path}`, { headers: { authorization: `Bearer ${key}` } });
const askList = (query: string) => list(request(query), { params: Promise.resolve({}) });
const askOne = (query: string, id = "report-routes") =>
  performance(request(`/${id}/performance${query}`), { params: Promise.resolve({ id }) });

it("answers with what the contracts say", async () => {
  campaignListSchema.parse(await (await askList("")).json());
  const report = performanceSchema.parse(await (await askOne("?from=2026-11-01&to=2026-11-02")).json());
  expect(report).toMatchObject({ timeZone: "Asia/Kolkata", from: "2026-10-31T18:30:00.000Z" });
});

it("downloads reports as CSV, cells safe for spreadsheets, named for their days", async () => {
  const campaigns = await askList("?advertiserId=report-routes&format=csv&from=2026-11-01&to=2026-11-02");
  expect(campaigns.headers.get("content-type")).toContain("text/csv");
  expect(campaigns.headers.get("content-disposition")).toContain('"campaigns-2026-11-01-2026-11-02.csv"');
  const text = await campaigns.text();
  expect(text.split("\r\n")[0]).toContain("campaignId,name,advertiserId");
  expect(text).toContain("report-routes,'=1+1,report-routes,R,USD");
  const days = await askOne("?format=csv&from=2026-11-01&to=2026-11-02");
  expect(
    (await days.text())
      .split("\r\n")
      .slice(1, 3)
      .map((line) => line.split(",")[0]),
  ).toEqual(["2026-10-31T18:30:00.000Z", "2026-11-01T18:30:00.000Z"]);
  expect((await (await askOne("?format=csv&groupBy=site")).text()).startsWith("bucket,group,groupName,")).toBe(true);
});

it.each([
  "?from=yesterday",
  "?timeZone=Mars/Base",
  "?traffic=some",
  "?bucket=week",
  "?from=2026-02-30",
  "?groupBy=user",
])("refuses %s with the name of what is wrong", async (query) => {
  const response = await askOne(query);
  expect(response.status).toBe(400);
  const { error } = await response.json();
  expect(error.code).toBe("invalid_request");
  expect(query).toContain(error.details.issues[0].path);
});

it("has no campaign that there is not", async () => {
  expect((await askOne("", "none")).status).toBe(404);
});
