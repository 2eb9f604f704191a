import { describe, expect, it } from "vitest";
import type { LiveHint } from "@/lib/contracts/live";
import { isTouched } from "./touched-queries";

const hint = (campaigns: string[] | null, ...what: LiveHint["what"]): LiveHint => ({ campaigns, what });
const soon = { live: "soon" };

describe("isTouched", () => {
  it.each<[readonly unknown[], LiveHint, boolean]>([
    [["campaigns", "c1", "performance", {}], hint(["c1"], "performance"), true],
    [["campaigns", "c2", "performance", {}], hint(["c1"], "performance"), false],
    [["campaigns", "c2", "performance", {}], hint(null, "conversions"), true],
    [["campaigns", { from: "x" }], hint(["c1"], "performance"), true],
    [["overview"], hint(["c1"], "restatements"), true],
    [["campaigns", "c1", "performance", {}], hint(["c1"], "alerts", "freshness"), false],
    [["alerts", {}], hint(null, "alerts"), true],
    [["alerts", {}], hint(["c1"], "performance"), false],
    [["freshness"], hint(["c1"], "performance", "freshness"), true],
    [["people"], hint(null, "performance", "alerts"), false],
  ])("%j by %j: %s", (queryKey, change, touched) => {
    expect(isTouched({ queryKey, meta: soon }, change, "soon")).toBe(touched);
  });

  it("leaves alone what follows at another pace, or not at all", () => {
    const query = { queryKey: ["campaigns", "c1"], meta: soon };
    expect(isTouched(query, hint(["c1"], "performance"), "later")).toBe(false);
    expect(isTouched({ ...query, meta: undefined }, hint(["c1"], "performance"), "soon")).toBe(false);
  });
});
