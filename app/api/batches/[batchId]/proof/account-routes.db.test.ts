import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { z } from "zod";
import { GET as proof } from "@/app/api/batches/[batchId]/proof/route";
import { GET as explain } from "@/app/api/campaigns/[id]/explain/route";
import { GET as health } from "@/app/api/sources/[id]/health/route";
import { GET as healthList } from "@/app/api/sources/health/route";
import { GET as shares } from "@/app/api/traffic/shares/route";
import { createApiKey } from "@/lib/auth/api-key";
import { explainSchema } from "@/lib/contracts/explain";
import { batchProofSchema } from "@/lib/contracts/ledger";
import { sourceHealthListSchema, sourceHealthSchema } from "@/lib/contracts/source-health";
import { trafficSharesSchema } from "@/lib/contracts/traffic";

const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
const key = createApiKey("read");
const id = "account-routes";

beforeAll(async () => {
  await database.connect();
  const values = [key.id, id, "read", key.keyHash, key.keyPrefix];
  await database.query(
    "insert into api_key (id, name, scope, key_hash, key_prefix) values ($1, $2, $3, $4, $5)",
    values,
  );
  await database.query("insert into source (id, name) values ($1, $1)", [id]);
  await database.query("insert into advertiser (id, name) values ($1, $1)", [id]);
  await database.query("insert into campaign (id, advertiser_id, name) values ($1, $1, $1)", [id]);
  await database.query(
    "insert into batch (id, source_id, kind, received_at, chunks, records) values ($1, $1, 'clicks', now(), 1, 2)",
    [id],
  );
  await database.query(
    `insert into chunk_ledger (batch_id, chunk_no, received_at, source_id, kind, received, stored, duplicate, rejected, filtered)
     select id, 0, received_at, id, kind, 2, 0, 2, 0, 0 from batch where id = $1`,
    [id],
  );
});
afterAll(async () => {
  for (const table of ["chunk_ledger", "batch"])
    await database.query(`delete from ${table} where source_id = $1`, [id]);
  for (const table of ["campaign", "advertiser", "source"])
    await database.query(`delete from ${table} where id = $1`, [id]);
  await database.query("delete from api_key where name = $1", [id]);
  await database.end();
});

/** Asks a route; its parameter of a path is `params`, and without a key it refuses. */
async function ask(route: (request: Request, params: never) => Promise<Response>, params: object, query = "") {
  const given = { params: Promise.resolve(params) } as never;
  const url = `http://console.test/api/x${query}`;
  expect((await route(new Request(url), given)).status).toBe(401);
  return route(new Request(url, { headers: { authorization: `Bearer ${key.key}` } }), given);
}

async function answerOf<Schema extends z.ZodType>(schema: Schema, response: Response): Promise<z.output<Schema>> {
  expect(response.status).toBe(200);
  return schema.parse(await response.json());
}

it("proves a batch", async () => {
  const proven = await answerOf(batchProofSchema, await ask(proof, { batchId: id }));
  expect(proven).toMatchObject({ books: { duplicate: 2, pending: 0 }, rows: { stored: 0, chunks: 1 }, proven: true });
  for (const none of ["account-routes-none", "no/id"]) {
    expect((await ask(proof, { batchId: none })).status).toBe(404);
  }
});

it("explains a metric that can be taken apart, and no other", async () => {
  expect(await answerOf(explainSchema, await ask(explain, { id }, "?metric=clicks"))).toMatchObject({ received: 0 });
  for (const wrong of [
    "",
    "?metric=ctr",
    "?metric=clicks&from=2026-11-02&to=2026-11-01",
    "?metric=clicks&timeZone=X",
  ]) {
    expect((await ask(explain, { id }, wrong)).status).toBe(400);
  }
  expect((await ask(explain, { id: "account-routes-none" }, "?metric=clicks")).status).toBe(404);
});

it("tells a source's health over some days", async () => {
  const answer = await answerOf(sourceHealthSchema, await ask(health, { id }, "?days=3"));
  expect(answer.days).toHaveLength(3);
  expect(answer.days[2]).toMatchObject({ received: 2, duplicate: 2 });
  for (const days of ["0", "91", "x", "1.5"]) expect((await ask(health, { id }, `?days=${days}`)).status).toBe(400);
  const list = await answerOf(sourceHealthListSchema, await ask(healthList, {}));
  expect(list.sources.find(({ sourceId }) => sourceId === id)).toMatchObject({ received24h: 2, state: "fresh" });
});

it("tells the shares of invalid traffic", async () => {
  for (const by of ["rule", "source", "site", "day"]) {
    const answer = await answerOf(trafficSharesSchema, await ask(shares, {}, `?by=${by}&campaignId=${id}`));
    expect(answer.rows.every((row) => row.invalidClicks === 0)).toBe(true);
    expect(answer.rows).toHaveLength(by === "day" ? 30 : 0);
  }
  for (const wrong of ["?by=user", "?from=x", "?from=2020-01-01&to=2026-01-01", "?timeZone=Nowhere"]) {
    expect((await ask(shares, {}, wrong)).status).toBe(400);
  }
});
