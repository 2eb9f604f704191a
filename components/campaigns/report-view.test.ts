import { describe, expect, it } from "vitest";
import { bucketsFor, readFilter, writeFilter } from "./report-view";

describe("bucketsFor", () => {
  it.each([
    ["2026-11-24", "hour,15m"],
    ["2026-11-25", "hour,15m,day"],
    ["2026-11-26", "hour,15m,day"],
    ["2026-11-27", "day,hour"],
    ["2026-12-24", "day,hour"],
    ["2026-12-25", "day"],
  ])("until %s: %s", (to, buckets) => {
    expect(bucketsFor({ from: "2026-11-24", to }).join()).toBe(buckets);
  });
});

describe("a filter of the address", () => {
  it.each(["site:a.example", "creative:x:y", "country:DE"])("%s goes and comes back", (text) => {
    const filter = readFilter(text);
    expect(filter && writeFilter(filter)).toBe(text);
  });

  it.each([null, "", "site", "site:", "browser:x"])("is none: %s", (text) => {
    expect(readFilter(text)).toBeNull();
  });
});
