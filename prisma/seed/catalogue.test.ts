import { describe, expect, it } from "vitest";
import { catalogSchema } from "@/lib/contracts/catalog";
import { createCatalogue } from "./catalogue";
import { sites } from "./sites";
import { createAudience } from "./users";

const catalogue = createCatalogue(Date.parse("2026-11-23T04:00:00Z"));

describe("createCatalogue", () => {
  it("keeps the contract of PUT /api/catalog, and every value survives it", () => {
    expect(catalogSchema.parse(catalogue)).toEqual(catalogue);
  });

  it("has three to six creatives for each of its eighteen campaigns, ids unique", () => {
    expect(catalogue.campaigns).toHaveLength(18);
    for (const { id } of catalogue.campaigns) {
      const own = catalogue.creatives.filter((creative) => creative.campaignId === id);
      expect(own.length).toBeGreaterThanOrEqual(3);
      expect(own.length).toBeLessThanOrEqual(6);
    }
    const ids = catalogue.creatives.map((creative) => creative.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("lays flights around now", () => {
    expect(catalogue.campaigns.find(({ id }) => id === "cmp-1203")).toMatchObject({
      startsOn: "2026-11-14",
      endsOn: "2026-12-25",
    });
  });
});

describe("the rest of the world", () => {
  it("has sixty publishers under reserved names, each once", () => {
    expect(sites).toHaveLength(60);
    expect(new Set(sites.map((site) => site.domain)).size).toBe(60);
    expect(sites.every((site) => /^[a-z]+\.example$/.test(site.domain))).toBe(true);
  });

  it("has 25,000 people at documentation addresses", () => {
    const { users } = createAudience(1);
    expect(users).toHaveLength(25_000);
    expect(users.every((user) => /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/.test(user.ip))).toBe(true);
  });
});
