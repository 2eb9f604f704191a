import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { conversionTypesSchema, funnelSchema } from "@/lib/contracts/funnel";
import { daysSchema, lagSchema } from "@/lib/contracts/lag";
import { pacingSchema } from "@/lib/contracts/pacing";
import { GET as conversionTypes } from "./[id]/conversion-types/route";
import { GET as days } from "./[id]/days/route";
import { GET as funnel } from "./[id]/funnel/route";
import { GET as lag } from "./[id]/lag/route";
import { GET as pacing } from "./[id]/pacing/route";

const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
const { key, ...stored } = createApiKey("read");
const id = "report-panels";

beforeAll(async () => {
  await database.connect();
  await database.query(
    "insert into api_key (id, name, scope, key_hash, key_prefix) values ($1, 'report panels', 'read', $2, $3)",
    [stored.id, stored.keyHash, stored.keyPrefix],
  );
  await database.query("insert into advertiser (id, name, time_zone) values ($1, 'R', 'Asia/Kathmandu')", [id]);
  await database.query("insert into campaign (id, advertiser_id, name) values ($1, $1, 'R')", [id]);
  await database.query(
    `insert into conversion (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id,
      conversion_type, value_micros, device, country)
    values ($1, '2041-11-01T18:15:00Z', now(), 's', 'b', '00000000-0000-4000-8000-000000000001', $1,
      '=1+1', 5000000, 'tv', 'XX')`,
    [id],
  );
  await database.query(
    `insert into bid_request (event_id, occurred_at, received_at, source_id, batch_id, user_key, auction_id,
      campaign_id, site, device, country)
    values ($1, '2041-11-01T18:15:00Z', now(), 's', 'b', '00000000-0000-4000-8000-000000000001', 'a', $1,
      's', 'tv', 'XX')`,
    [id],
  );
});
afterAll(async () => {
  await database.query("delete from conversion where campaign_id = $1", [id]);
  await database.query("delete from bid_request where campaign_id = $1", [id]);
  await database.query("delete from campaign where id = $1", [id]);
  await database.query("delete from advertiser where id = $1", [id]);
  await database.query("delete from api_key where name = 'report panels'");
  await database.end();
});

const panels = { funnel, "conversion-types": conversionTypes, pacing, lag, days };
const schemas = {
  funnel: funnelSchema,
  "conversion-types": conversionTypesSchema,
  pacing: pacingSchema,
  lag: lagSchema,
  days: daysSchema,
};
type Panel = keyof typeof panels;
const names = Object.keys(panels) as Panel[];

function ask(panel: Panel, query = "", campaign = id, authorization = `Bearer ${key}`): Promise<Response> {
  const address = `http://console.test/api/campaigns/${campaign}/${panel}${query}`;
  return panels[panel](new Request(address, { headers: { authorization } }), {
    params: Promise.resolve({ id: campaign }),
  });
}

describe.each(names)("%s", (panel) => {
  it("answers with what its contract says, in the advertiser's zone", async () => {
    const response = await ask(panel, "?from=2041-11-02&to=2041-11-02");
    expect(response.status).toBe(200);
    expect(schemas[panel].strict().parse(await response.json())).toMatchObject({ timeZone: "Asia/Kathmandu" });
  });

  it("has no campaign that there is not, and nothing for strangers", async () => {
    expect((await ask(panel, "", "none")).status).toBe(404);
    expect((await ask(panel, "", id, "Bearer no")).status).toBe(401);
  });
});

it.each(names.filter((panel) => panel !== "pacing"))("%s names what is wrong with a query", async (panel) => {
  for (const query of ["?from=yesterday", "?timeZone=Mars/Base", "?traffic=some", "?from=2020-01-01&to=2024-01-01"]) {
    const response = await ask(panel, query);
    expect(response.status).toBe(400);
    expect(query).toContain((await response.json()).error.details.issues[0].path);
  }
});

it("downloads the funnel and the types as CSV, cells safe for spreadsheets, named for their days", async () => {
  const range = "?format=csv&from=2041-11-02&to=2041-11-02";
  const types = await ask("conversion-types", range);
  expect(types.headers.get("content-disposition")).toContain(
    '"conversion-types-report-panels-2041-11-02-2041-11-02.csv"',
  );
  expect(await types.text()).toBe("conversionType,conversions,valueMicros\r\n'=1+1,1,5000000\r\n");
  const lines = (await (await ask("funnel", range)).text()).split("\r\n");
  expect(lines.slice(0, 4)).toEqual([
    "step,reason,rule,count,rate",
    "bid_requests,,,1,",
    "wins,,,0,0",
    "wins,no_impression,,1,",
  ]);
});
