import { describe, expect, it } from "vitest";
import type { RecordForm } from "@/lib/contracts/quality";
import type { Mapping } from "@/lib/contracts/source";
import { findColumn, findField } from "./find-field";

const json: RecordForm = { format: "json", csvHeader: null, csvDelimiter: null };
const csv = (csvHeader: string, csvDelimiter = ","): RecordForm => ({ format: "csv", csvHeader, csvDelimiter });

function found(raw: string, field: string | null, more: { form?: RecordForm; kind?: string; mapping?: Mapping } = {}) {
  const { form = json, kind = "impressions", mapping } = more;
  const range = findField({ raw, form, kind, field, mapping });
  return range && raw.slice(range.start, range.end);
}

describe("findField in JSON", () => {
  it.each([
    ['{"user_id":"u1","site":"a.example"}', "userId", '"user_id":"u1"'],
    ['{ "User-ID" : 7 , "b":1}', "userId", '"User-ID" : 7'],
    ['{"userId":"","user_id":"u2"}', "userId", '"user_id":"u2"'],
    ['{"userId":""}', "userId", '"userId":""'],
    ['{"ts":1,"occurredAt":"x"}', "occurredAt", '"occurredAt":"x"'],
    ['{"a":{"user_id":1}}', "userId", null],
    ['{"a":"\\"userId\\":1","userId":[1,{"b":2}]}', "userId", '"userId":[1,{"b":2}]'],
    ['{"\\u0075serId":"u"}', "userId", '"\\u0075serId":"u"'],
    ['{"__proto__":1,"site":"x"}', "site", '"site":"x"'],
    ["[1,2]", "site", null],
    ["", "site", null],
  ])("in %s, %s is %s", (raw, field, text) => {
    expect(found(raw, field)).toBe(text);
  });

  it("finds what stands before a fault, and a value that was cut", () => {
    expect(found('{"site":"x","userId":', "site")).toBe('"site":"x"');
    expect(found('{"site":"x","userId":"abc', "userId")).toBe('"userId":"abc');
    expect(found('{"site" "x","userId":1}', "userId")).toBeNull();
  });

  it("follows the mapping's path, nested or with dots in a name", () => {
    const mapping: Mapping = { impressions: { fields: { creativeId: "ad.id", site: { path: "pages.0.url" } } } };
    expect(found('{"ad":{"id":9},"creativeId":1}', "creativeId", { mapping })).toBe('"id":9');
    expect(found('{"ad.id":9}', "creativeId", { mapping })).toBe('"ad.id":9');
    expect(found('{"pages":[{"url":"u"}]}', "site", { mapping })).toBe('"url":"u"');
  });

  it("knows the places of OpenRTB", () => {
    const raw = '{"id":"a","imp":[{}],"device":{"geo":{"country":"Germany"}}}';
    expect(found(raw, "country", { kind: "bid-requests" })).toBe('"country":"Germany"');
  });

  it("does not overflow on a thousand levels", () => {
    expect(found(`${'{"a":'.repeat(100_000)}`, "site")).toBeNull();
  });

  it("finds nothing for no field, or a kind that is not known", () => {
    expect(found('{"site":1}', null)).toBeNull();
    expect(found('{"site":1}', "site", { kind: "new" })).toBeNull();
  });
});

describe("findField in CSV", () => {
  const header = "event_id;timestamp;User ID;campaign_id";
  it.each([
    ["e1;2026;u1;c1", "userId", "u1"],
    ['"e;1";2026;"u ""1""";c1', "userId", '"u ""1"""'],
    ["e1;2026;u1;c1\r\n", "campaignId", "c1"],
    ["e1;2026", "userId", null],
    ['e1;"never closed;u1;c1', "userId", null],
    ["e1;2026;u1;c1", "site", null],
  ])("in %s, %s is %s", (raw, field, text) => {
    expect(found(raw, field, { form: csv(header, ";"), kind: "clicks" })).toBe(text);
  });

  it("marks an empty cell as a place without width", () => {
    const form = csv("user_id,site");
    expect(findField({ raw: ",a", form, kind: "clicks", field: "userId", mapping: undefined })).toEqual({
      start: 0,
      end: 0,
    });
  });

  it("finds the column's name in the header line", () => {
    const place = { raw: "", kind: "clicks", mapping: undefined };
    const column = (field: string, form: RecordForm | null) => {
      const range = findColumn({ ...place, field, form });
      return range && form?.csvHeader?.slice(range.start, range.end);
    };
    expect(column("userId", csv(header, ";"))).toBe("User ID");
    expect(column("site", csv(header, ";"))).toBeNull();
    expect(column("site", json)).toBeNull();
    expect(column("site", null)).toBeNull();
  });

  it("needs the header line", () => {
    const form: RecordForm = { format: "csv", csvHeader: null, csvDelimiter: null };
    expect(found("a,b", "site", { form })).toBeNull();
  });
});
