import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { GET, PUT } from "./route";

const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
const keys = { read: createApiKey("read"), manage: createApiKey("manage") };

beforeAll(async () => {
  await database.connect();
  for (const [scope, key] of Object.entries(keys)) {
    const values = [key.id, "rate routes", scope, key.keyHash, key.keyPrefix];
    await database.query(
      "insert into api_key (id, name, scope, key_hash, key_prefix) values ($1, $2, $3, $4, $5)",
      values,
    );
  }
});
const clear = async () => {
  await database.query("delete from currency_rate where base like 'Q__'");
  await database.query("delete from audit_log where subject like 'currency_rate:Q%'");
};
beforeEach(clear);
afterAll(async () => {
  await clear();
  await database.query("delete from api_key where name = 'rate routes'");
  await database.end();
});

const address = "http://console.test/api/currency-rates";
const noParams = { params: Promise.resolve({}) };

async function put(body: string, type = "application/json", scope: keyof typeof keys = "manage") {
  const headers = { authorization: `Bearer ${keys[scope].key}`, "content-type": type };
  const response = await PUT(new Request(address, { method: "PUT", body, headers }), noParams);
  return { status: response.status, body: await response.json() };
}
async function list(query = "") {
  const headers = { authorization: `Bearer ${keys.read.key}` };
  const response = await GET(new Request(`${address}?${query}`, { headers }), noParams);
  const body = await response.json();
  const ours = (body.rates ?? []).filter((rate: { base: string }) => rate.base.startsWith("Q"));
  return { status: response.status, rates: ours, error: body.error };
}
const rate = (day: string, currency: string, amount: string, base = "QAA") => ({ day, base, currency, rate: amount });
const putRates = (...rates: object[]) => put(JSON.stringify({ rates }));

describe("/api/currency-rates", () => {
  it("keeps exact decimals, says what was new and what was there, and gives them newest first", async () => {
    const rates = [rate("2026-01-01", "QBB", "1.085312345678"), rate("2026-01-02", "QBB", "999999999999.999999999999")];
    expect(await putRates(...rates)).toEqual({ status: 200, body: { created: 2, updated: 0 } });
    const changed = rate("2026-01-01", "QBB", "1.09");
    expect(await putRates(changed, rate("2026-01-02", "QAB", "2"))).toMatchObject({ body: { created: 1, updated: 1 } });
    expect((await list()).rates).toEqual([rate("2026-01-02", "QAB", "2"), rates[1], changed]);
    expect((await list("from=2026-01-02")).rates).toHaveLength(2);
    expect((await list("from=2025-01-01&to=2026-01-01")).rates).toEqual([changed]);
  });

  it("writes down who changed what, a line for each pair, and nothing for what stays", async () => {
    await putRates(rate("2026-01-01", "QBB", "1.5"), rate("2026-01-02", "QBB", "2"));
    await putRates(rate("2026-01-01", "QBB", "1.50"), rate("2026-01-02", "QBB", "3"));
    const { rows } = await database.query(
      "select actor, action, subject, before, after from audit_log where subject = 'currency_rate:QAA/QBB' order by id",
    );
    const line = { actor: "key rate routes", action: "currency_rate.put", subject: "currency_rate:QAA/QBB" };
    expect(rows).toEqual([
      { ...line, before: null, after: { "2026-01-01": "1.5", "2026-01-02": "2" } },
      { ...line, before: { "2026-01-02": "2.000000000000" }, after: { "2026-01-02": "3" } },
    ]);
  });

  it("takes CSV in any order of columns, with any delimiter", async () => {
    const csv = "\ufeffRate;note;base;currency;day\r\n1.25;x;QAA;QBB;2026-02-01\r\n\r\n0.5;;QAA;QCC;2026-02-01\r\n";
    expect(await put(csv, "text/csv; charset=utf-8")).toEqual({ status: 200, body: { created: 2, updated: 0 } });
    expect((await list("from=2026-02-01&to=2026-02-01")).rates).toEqual([
      rate("2026-02-01", "QBB", "1.25"),
      rate("2026-02-01", "QCC", "0.5"),
    ]);
  });

  it.each([
    ["nothing", {}],
    ["no rates", { rates: [] }],
    ["a day that is none", { rates: [rate("2026-02-30", "QBB", "1")] }],
    ["a day before all reason", { rates: [rate("0000-01-01", "QBB", "1")] }],
    ["a rate of nothing", { rates: [rate("2026-01-01", "QBB", "0.000")] }],
    ["a negative rate", { rates: [rate("2026-01-01", "QBB", "-1")] }],
    ["a rate as a number", { rates: [{ ...rate("2026-01-01", "QBB", "1"), rate: 1.1 }] }],
    ["an exponent", { rates: [rate("2026-01-01", "QBB", "1e3")] }],
    ["a currency to itself", { rates: [rate("2026-01-01", "QAA", "1")] }],
    ["a currency with NUL", { rates: [rate("2026-01-01", "Q\0B", "1")] }],
    ["a rate twice", { rates: [rate("2026-01-01", "QBB", "1"), rate("2026-01-01", "QBB", "2")] }],
    ["one wrong among right ones", { rates: [rate("2026-01-01", "QBB", "1"), rate("2026-01-01", "euro", "1")] }],
  ])("refuses %s, and keeps none", async (_, body) => {
    expect(await put(JSON.stringify(body))).toMatchObject({
      status: 400,
      body: { error: { code: "invalid_request" } },
    });
    expect((await list()).rates).toEqual([]);
  });

  it.each([
    ["no columns", "a,b\n1,2\n", "record 1"],
    ["a wrong cell", "day,base,currency,rate\n2026-01-01,QAA,QBB,1\n2026-01-01,QAA,QCC,=1+1\n", "record 3: rate"],
    ["an open quote", 'day,base,currency,rate\n2026-01-01,QAA,"QBB,1\n', "record"],
    ["a short row", "day,base,currency,rate\n2026-01-01,QAA\n", "record 2: currency"],
    ["nothing", "", "record 1"],
    ["no rows", "day,base,currency,rate\n", ""],
  ])("refuses CSV with %s, and says where", async (_, text, path) => {
    const answer = await put(text, "text/csv");
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid_request" } } });
    expect(answer.body.error.details.issues[0].path).toContain(path);
    expect((await list()).rates).toEqual([]);
  });

  it("needs the scope manage to change, and another media type than text", async () => {
    const body = JSON.stringify({ rates: [rate("2026-01-01", "QBB", "1")] });
    expect(await put(body, "application/json", "read")).toMatchObject({ status: 403 });
    expect(await put(body, "text/plain")).toMatchObject({ status: 415 });
    expect(await list("from=yesterday")).toMatchObject({ status: 400 });
  });

  it("takes 10,000 at once, and gives them all back", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      rate(new Date(Date.UTC(1950, 0, 1 + (index >> 2))).toISOString().slice(0, 10), `QC${"ABCD"[index & 3]}`, "1.5"),
    );
    expect(await putRates(...many)).toEqual({ status: 200, body: { created: 10_000, updated: 0 } });
    const { rates } = await list("to=2025-01-01");
    expect(rates).toHaveLength(10_000);
    expect(new Set(rates.map((each: object) => JSON.stringify(each))).size).toBe(10_000);
    expect(await putRates(...many, many[0] as object)).toMatchObject({ status: 400 });
  }, 30_000);
});
