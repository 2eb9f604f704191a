import { describe, expect, it } from "vitest";
import { catalogueCsv } from "./catalogue-csv";
import { type Entry, entryFields, fromText, toText } from "./catalogue-fields";
import { planImport } from "./plan-import";
import { readCatalogueFile } from "./read-catalogue-file";

const campaign: Entry = {
  ...{ id: "c1", advertiserId: "a1", name: "Spring", startsOn: "2026-11-01", endsOn: null, budgetMicros: 12_500_000 },
  ...{ pricing: "cpm", priceMicros: 2_000_000, clickWindowDays: 30, viewWindowDays: 1, attributionModel: "linear" },
};
const none = { advertisers: [], campaigns: [], creatives: [] };

describe("readCatalogueFile", () => {
  it("reads what PUT takes, and says where an entry is wrong", () => {
    const file = readCatalogueFile(
      JSON.stringify({ advertisers: [{ id: "a1", name: "Cascade" }], campaigns: [campaign, { id: "c2", name: "x" }] }),
      none,
    );
    expect(file.entries.advertisers).toEqual([{ id: "a1", name: "Cascade", timeZone: "UTC", currency: "USD" }]);
    expect(file.entries.campaigns.map(({ id }) => id)).toEqual(["c1"]);
    expect(file.problems).toMatchObject([{ where: "campaigns[1], advertiserId" }]);
  });

  it("reads CSV by its head, money in units or millionths", () => {
    const csv =
      '\uFEFFid,advertiserId,name,budget,priceMicros,endsOn\r\nc1,a1,"Spring, loud",12.5,2000000,\r\nc2,a1,Bad,x,0,2026-02-30\r\n';
    const { entries, problems } = readCatalogueFile(csv, none);
    expect(entries.campaigns).toMatchObject([
      { id: "c1", name: "Spring, loud", budgetMicros: 12_500_000, priceMicros: 2_000_000 },
    ]);
    expect(problems.map(({ where }) => where)).toEqual(["line 3, endsOn", "line 3, budgetMicros"]);
    expect(readCatalogueFile("id,campaignId,name\nk,c1,Banner", none).entries.creatives).toHaveLength(1);
    expect(readCatalogueFile("id,name,currency\na,A,EUR", none).entries.advertisers).toMatchObject([
      { currency: "EUR" },
    ]);
  });

  it.each([
    ["", "line 1"],
    ["name\nx", "line 1"],
    ["id,name,colour\na,A,red", "line 1"],
    ["{", "the file"],
    ["[]", "the file"],
    ['{"campaigns": 7}', "the file"],
  ])("%j is told with its place", (text, where) => {
    expect(readCatalogueFile(text, none).problems[0]?.where).toBe(where);
  });

  it("keeps what CSV has no column for, and takes away what it leaves empty", () => {
    const { entries } = readCatalogueFile("id,advertiserId,name,startsOn\nc1,a1,Summer,", {
      ...none,
      campaigns: [campaign],
    });
    const { startsOn: _, ...rest } = campaign;
    expect(entries.campaigns).toEqual([{ ...rest, name: "Summer" }]);
  });

  it("takes back what was exported, also a name that a spreadsheet would run", () => {
    const risky = { ...campaign, name: "=1+1", endsOn: "2026-12-01" };
    const { entries, problems } = readCatalogueFile(catalogueCsv("campaigns", [risky]), none);
    expect(problems).toEqual([]);
    expect(entries.campaigns).toEqual([risky]);
  });
});

describe("planImport", () => {
  it("tells new from changed, with what was and what will be, and counts the rest", () => {
    const changed = { ...campaign, name: "Summer", budgetMicros: null, attributionModel: "position" };
    const plan = planImport(
      { ...none, campaigns: [campaign, { ...campaign, id: "c3" }] },
      { ...none, campaigns: [changed, { ...campaign, id: "c2" }, { ...campaign, id: "c3", endsOn: undefined }] },
    );
    expect(plan.same).toBe(1);
    expect(plan.planned).toEqual([
      {
        noun: "campaigns",
        id: "c1",
        name: "Summer",
        kind: "changed",
        changes: [
          { label: "Name", before: "Spring", after: "Summer", rewrites: false },
          { label: "Budget", before: "12.5", after: "", rewrites: false },
          { label: "Attribution model", before: "linear", after: "position", rewrites: true },
        ],
      },
      { noun: "campaigns", id: "c2", name: "Spring", kind: "new", changes: [] },
    ]);
  });
});

it("gives back every value that is typed as it was shown", () => {
  for (const field of entryFields.campaigns) {
    const value = campaign[field.name];
    expect(fromText(field, toText(field, value)) ?? null).toEqual(value ?? null);
  }
});
