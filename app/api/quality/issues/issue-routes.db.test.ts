import Papa from "papaparse";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { textOfCsvCell } from "@/lib/contracts/csv-cell";
import {
  issueHistorySchema,
  issuesPatchedSchema,
  qualityIssueListSchema,
  qualityIssueSchema,
} from "@/lib/contracts/quality";
import { GET as history } from "./[id]/history/route";
import { GET as records } from "./[id]/records/route";
import { GET as one } from "./[id]/route";
import { GET as list, PATCH as patchAll } from "./route";

const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
const keys = { read: createApiKey("read"), manage: createApiKey("manage") };
const id = "issue-routes/one";
const receivedAt = new Date("2026-11-01T00:00:00.123Z");
/** The last ones are larger together than a page may be. */
const raws = [
  "=cmd()",
  '{"a":1}',
  'say "x", \r\n',
  "@sum",
  "",
  "'+1",
  "\u202eabc",
  "x".repeat(5_000_000),
  "y".repeat(5_000_000),
];

beforeAll(async () => {
  await database.connect();
  for (const [scope, key] of Object.entries(keys)) {
    const values = [key.id, "issue routes", scope, key.keyHash, key.keyPrefix];
    await database.query(
      "insert into api_key (id, name, scope, key_hash, key_prefix) values ($1, $2, $3, $4, $5)",
      values,
    );
  }
  await database.query(
    `insert into quality_issue (id, source_id, kind, reason, count, first_seen_at, last_seen_at)
     values ($1, 'issue-routes', 'clicks', 'wrong_type', $2, $3, $3)`,
    [id, raws.length, receivedAt],
  );
  for (const [index, raw] of raws.entries()) {
    await database.query(
      `insert into rejected_record (batch_id, record_no, received_at, source_id, kind, issue_id, reason, message, raw)
       values ('issue-routes', $1, $2, 'issue-routes', 'clicks', $3, 'wrong_type', '-1+1', $4)`,
      [index + 1, receivedAt, id, Buffer.from(raw)],
    );
  }
});
afterAll(async () => {
  await database.query("delete from quality_issue where id = $1", [id]);
  await database.query("delete from rejected_record where issue_id = $1", [id]);
  await database.query("delete from audit_log where subject = $1", [`quality_issue:${id}`]);
  await database.query("delete from api_key where name = 'issue routes'");
  await database.end();
});

const none = { params: Promise.resolve({}) };
const params = { params: Promise.resolve({ id }) };
function request(path: string, scope: keyof typeof keys, body?: unknown): Request {
  const headers = { authorization: `Bearer ${keys[scope].key}`, "content-type": "application/json" };
  const url = `http://console.test/api/quality/issues${path}`;
  return new Request(url, body === undefined ? { headers } : { method: "PATCH", headers, body: JSON.stringify(body) });
}

describe("issues over the API", () => {
  it("gives one with its newest record, and tells of one that is not there", async () => {
    const issue = qualityIssueSchema.parse(await (await one(request("", "read"), params)).json());
    expect(issue).toMatchObject({ id, count: raws.length, sample: { record: raws.length } });
    const other = { params: Promise.resolve({ id: "none" }) };
    expect((await one(request("", "read"), other)).status).toBe(404);
  });

  it("changes several, for those who may, and lists what was done", async () => {
    const change = { ids: [id], patch: { assignee: "ann@example.test" } };
    expect((await patchAll(request("", "read", change), none)).status).toBe(403);
    const patched = await patchAll(request("", "manage", change), none);
    expect(issuesPatchedSchema.parse(await patched.json())).toEqual({ changed: [id], unchanged: [] });
    for (const wrong of [
      { ids: [], patch: {} },
      { ids: [id], patch: { state: "ignored" } },
    ]) {
      expect((await patchAll(request("", "manage", wrong), none)).status).toBe(400);
    }
    const { entries } = issueHistorySchema.parse(await (await history(request("/x/history", "read"), params)).json());
    expect(entries).toMatchObject([
      { actor: "key issue routes", action: "quality_issue.update", after: { assignee: "ann@example.test" } },
    ]);
    const found = await list(request("?assignee=ann%40example.test&source=issue-routes", "read"), none);
    expect(qualityIssueListSchema.parse(await found.json()).issues).toHaveLength(1);
  });

  it("downloads all records whole, so that a spreadsheet runs none of them", async () => {
    const response = await records(request("/x/records?format=csv", "read"), params);
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="issue-issue-routes_one.csv"');
    const { data } = Papa.parse<Record<string, string>>((await response.text()).trimEnd(), {
      header: true,
      newline: "\r\n",
    });
    expect(data.map((row) => [row.record, textOfCsvCell(row.raw ?? "")])).toEqual(
      raws.map((raw, index) => [String(index + 1), raw]).reverse(),
    );
    expect(data.every((row) => !/^[=+\-@]/.test(row.raw ?? "") && row.message === "'-1+1")).toBe(true);
    expect(data[0]?.receivedAt).toBe("2026-11-01T00:00:00.123000Z");
  });

  it("finds no issue that there is not", async () => {
    const missing = { params: Promise.resolve({ id: "issue-routes-none" }) };
    for (const path of ["/x/records?format=csv", "/x/records"]) {
      expect((await records(request(path, "read"), missing)).status).toBe(404);
    }
    expect((await history(request("/x/history", "read"), missing)).status).toBe(404);
  });
});
