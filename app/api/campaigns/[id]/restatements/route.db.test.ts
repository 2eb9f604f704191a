import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { type Restatement, restatementsSchema } from "@/lib/contracts/restatement";
import { GET } from "./route";

const id = "restatements-read";
const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
const { key, ...stored } = createApiKey("read");

beforeAll(async () => {
  await database.connect();
  await database.query("insert into api_key (id, name, scope, key_hash, key_prefix) values ($1, $2, 'read', $3, $4)", [
    stored.id,
    id,
    stored.keyHash,
    stored.keyPrefix,
  ]);
  await database.query("insert into advertiser (id, name, time_zone) values ($1, 'R', 'Asia/Kathmandu')", [id]);
  await database.query(
    "insert into campaign (id, advertiser_id, name, attribution_model) values ($1, $1, 'R', 'linear')",
    [id],
  );
  await database.query("insert into source (id, name) values ($1, '=named')", [id]);
  const line = (day: number, metric: string, traffic: string, model: string | null, to: string) =>
    database.query(
      `insert into restatement (campaign_id, day, metric, traffic, model, from_value, to_value, causes, source_ids)
       values ($1, $2, $3, $4, $5, 1, $6, '{late_data,replay}', $7)`,
      [id, `2026-11-0${day}`, metric, traffic, model, to, [id, "source-that-is-gone"]],
    );
  await line(1, "impressions", "gross", null, "2");
  await line(1, "impressions", "net", null, "3");
  await line(2, "revenueMicros", "net", "linear", "9007199254740993");
  await line(2, "revenueMicros", "net", "last_touch", "5");
  await line(3, "clicks", "net", null, "6");
});
afterAll(async () => {
  await database.query("delete from restatement where campaign_id = $1", [id]);
  await database.query("delete from source where id = $1", [id]);
  await database.query("delete from campaign where id = $1", [id]);
  await database.query("delete from advertiser where id = $1", [id]);
  await database.query("delete from api_key where name = $1", [id]);
  await database.end();
});

const ask = (query: string, campaign = id) =>
  GET(
    new Request(`http://console.test/api/campaigns/${campaign}/restatements${query}`, {
      headers: { authorization: `Bearer ${key}` },
    }),
    { params: Promise.resolve({ id: campaign }) },
  );
const page = async (query: string) => restatementsSchema.parse(await (await ask(query)).json());
const told = (lines: readonly Restatement[]) => lines.map(({ metric, traffic, to }) => `${metric} ${traffic} ${to}`);

it("gives the log page by page, the newest first, each line once", async () => {
  const whole = await page("");
  expect(whole).toMatchObject({ timeZone: "Asia/Kathmandu", nextCursor: null });
  expect(whole.restatements.map(({ day }) => day)).toEqual([
    "2026-11-03",
    "2026-11-02",
    "2026-11-02",
    "2026-11-01",
    "2026-11-01",
  ]);
  expect(whole.restatements[0]).toMatchObject({
    from: 1,
    to: 6,
    causes: ["late_data", "replay"],
    sources: [
      { source: id, sourceName: "=named" },
      { source: "source-that-is-gone", sourceName: "source-that-is-gone" },
    ],
  });
  const paged: Restatement[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const part: Awaited<ReturnType<typeof page>> = await page(`?limit=2&cursor=${cursor}`);
    paged.push(...part.restatements);
    cursor = part.nextCursor;
  }
  expect(paged).toEqual(whole.restatements);
});

it("leaves out what was not asked for; figures without a model always stand", async () => {
  const of = async (query: string) => told((await page(query)).restatements);
  expect(await of("?model=campaign")).toEqual([
    "clicks net 6",
    `revenueMicros net ${Number(9007199254740993n)}`,
    "impressions net 3",
    "impressions gross 2",
  ]);
  expect(await of("?model=last_touch&from=2026-11-02&to=2026-11-02")).toEqual(["revenueMicros net 5"]);
  expect(await of("?traffic=gross")).toEqual(["impressions gross 2"]);
  expect(await of("?metric=clicks")).toEqual(["clicks net 6"]);
});

it("downloads all of it as CSV, values exact and cells safe for spreadsheets", async () => {
  const lines = (await (await ask("?format=csv&limit=1")).text()).split("\r\n");
  expect(lines[0]).toBe("id,day,metric,traffic,model,from,to,causes,sources,at");
  expect(lines.length).toBe(7);
  expect(lines[3]).toContain("2026-11-02,revenueMicros,net,linear,1,9007199254740993,late_data replay,\"'=named, ");
});

it.each([
  "?metric=ctr",
  "?from=2026-02-30",
  "?from=0000-01-01",
  "?from=2026-11-02&to=2026-11-01",
  "?limit=501",
  "?model=best",
  "?cursor=x",
])("refuses %s with the name of what is wrong", async (query) => {
  const response = await ask(query);
  expect(response.status).toBe(400);
  const { error } = await response.json();
  expect(query).toContain(error.details.issues[0].path);
});

it("has no campaign that there is not", async () => {
  expect((await ask("", "none")).status).toBe(404);
});
