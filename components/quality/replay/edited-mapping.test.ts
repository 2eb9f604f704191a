import { describe, expect, it } from "vitest";
import type { IssueRecord, RecordForm } from "@/lib/contracts/quality";
import { editedMapping, sampleOf } from "./edited-mapping";

const saved = { clicks: { fields: { userId: "uid" } }, impressions: { fields: { site: "page", userId: "uid" } } };

describe("editedMapping", () => {
  it("is nothing when nothing differs", () => {
    expect(editedMapping(saved, "clicks", null)).toBeUndefined();
    expect(editedMapping(undefined, "clicks", { value: { fields: {} } })).toBeUndefined();
    expect(editedMapping({}, "clicks", { value: { fields: {} } })).toBeUndefined();
    const turned = { fields: { userId: "uid", site: "page" } };
    expect(editedMapping(saved, "impressions", { value: turned })).toBeUndefined();
  });

  it("changes its own kind only", () => {
    const value = { fields: { userId: "user" } };
    expect(editedMapping(saved, "clicks", { value })).toEqual({ ...saved, clicks: value });
    expect(editedMapping(saved, "clicks", { value: undefined })).toEqual({ impressions: saved.impressions });
    expect(saved.clicks.fields.userId).toBe("uid");
  });
});

describe("sampleOf", () => {
  const record = (raw: string, form: RecordForm | null) => ({ raw, form }) as IssueRecord;
  const csv: RecordForm = { format: "csv", csvHeader: "a;b", csvDelimiter: ";" };
  it("takes the records that are written as the newest", () => {
    const json: RecordForm = { format: "json", csvHeader: null, csvDelimiter: null };
    const mixed = [record("1;2", csv), record("{}", json), record("3;4", { ...csv })];
    expect(sampleOf(mixed)).toMatchObject({
      records: [{ raw: "1;2" }, { raw: "3;4" }],
      csv: { header: "a;b", delimiter: ";" },
    });
    expect(sampleOf([record("{}", null)])).toMatchObject({ records: [{ raw: "{}" }] });
  });

  it("cannot read rows whose header line was not remembered", () => {
    expect(sampleOf([record("1,2", { ...csv, csvHeader: null })])).toEqual({ records: [] });
    expect(sampleOf([])).toEqual({ records: [] });
  });
});
