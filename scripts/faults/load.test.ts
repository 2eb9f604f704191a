import { describe, expect, it } from "vitest";
import { makeLoad } from "./load";

describe("makeLoad", () => {
  const load = makeLoad(10_000, 7, Date.UTC(2026, 0, 1));

  it("is the same for the same seed", () => {
    expect(makeLoad(10_000, 7, Date.UTC(2026, 0, 1)).requests).toEqual(load.requests);
  });

  it("has every record in exactly one request", () => {
    expect(load.requests.reduce((sum, request) => sum + request.records, 0)).toBe(10_000);
  });

  it("holds about 5 % copies and 2 % broken records", () => {
    const unique = load.expectedIds.impression.size + load.expectedIds.click.size;
    expect(load.broken).toBeGreaterThan(120);
    expect(load.broken).toBeLessThan(280);
    expect(10_000 - unique - load.broken).toBeGreaterThan(400);
    expect(10_000 - unique - load.broken).toBeLessThan(600);
  });
});
