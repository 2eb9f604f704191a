import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { campaignRow, listRow } from "./list.fixture";
import { listCsv } from "./list-csv";
import { sumRows } from "./sum-rows";

describe("sumRows", () => {
  it("has ratios of sums, not sums of ratios", () => {
    const totals = sumRows([
      campaignRow(),
      campaignRow({ impressions: 3000, clicks: 50, conversions: 0, costMicros: 2_000_000, revenueMicros: 0 }),
    ]);
    expect(totals).toMatchObject({
      impressions: 4000,
      clicks: 100,
      ctr: 0.025,
      cvr: 0.05,
      costMicros: 12_000_000,
      roas: 2.5,
      currency: "EUR",
    });
    expect(totals.cpaMicros).toBe(2_400_000);
  });

  it("adds up no money of several currencies", () => {
    expect(sumRows([campaignRow(), campaignRow({ currency: "USD" })])).toMatchObject({
      clicks: 100,
      costMicros: null,
      revenueMicros: null,
      roas: null,
      cpaMicros: null,
      currency: null,
    });
    expect(sumRows([])).toMatchObject({ clicks: 0, ctr: null, costMicros: null, currency: null });
  });
});

describe("listCsv", () => {
  it("has the chosen columns in their order, with changes, and cells that no spreadsheet runs", () => {
    const rows = [
      listRow(
        { name: '=HYPERLINK("x")', costMicros: 12_340_000 },
        { earlier: campaignRow({ costMicros: 10_000_000 }) },
      ),
      listRow({ name: 'Spring, "loud"', ctr: null }, { status: "ended" }),
    ];
    const { data } = Papa.parse<string[]>(listCsv(rows, ["costMicros", "flight", "ctr"]).slice(1), {
      skipEmptyLines: true,
    });
    const own = ["campaign_id", "campaign", "advertiser_id", "advertiser", "status", "currency"];
    expect(data).toEqual([
      [...own, "spend", "spend_change", "starts_on", "ends_on", "ctr", "ctr_change"],
      [
        "c1",
        `'=HYPERLINK("x")`,
        "a1",
        "Cascade",
        "live",
        "EUR",
        "12.34",
        "0.234",
        "2026-11-01",
        "2026-11-30",
        "0.05",
        "0",
      ],
      ["c1", 'Spring, "loud"', "a1", "Cascade", "ended", "EUR", "10", "", "2026-11-01", "2026-11-30", "", ""],
    ]);
  });
});
