import { describe, expect, it } from "vitest";
import type { Arrival } from "@/lib/storage/monitoring/list-arrivals";
import type { RejectCount } from "@/lib/storage/monitoring/list-reject-counts";
import { evaluateFreshness } from "./evaluate-freshness";
import { evaluateRejectRate } from "./evaluate-reject-rate";

const now = new Date("2026-11-23T12:00:00Z");

function arrival(silentSeconds: number | null, expectedEverySeconds: number): Arrival {
  const lastReceivedAt = silentSeconds === null ? null : new Date(now.getTime() - silentSeconds * 1000);
  return { sourceId: "s", name: "Web SDK", expectedEverySeconds, lastReceivedAt };
}

describe("freshness", () => {
  it.each([
    [90, 60, undefined],
    [91, 60, "warning"],
    [180, 60, "warning"],
    [181, 60, "critical"],
    [15, 1, undefined],
    [16, 1, "warning"],
    [60, 1, "warning"],
    [61, 1, "critical"],
    [null, 60, undefined],
  ])("of %s seconds of silence where one is due every %s: %s", (silence, every, severity) => {
    expect(evaluateFreshness([arrival(silence, every)], now)[0]?.severity).toBe(severity);
  });

  it("says who is silent for how long", () => {
    expect(evaluateFreshness([arrival(600, 60)], now)[0]).toMatchObject({
      fingerprint: "freshness:s",
      title: "Web SDK has sent nothing for 10 minutes",
      sourceId: "s",
      observed: 600,
      expected: 60,
    });
    expect(evaluateFreshness([arrival(119, 60)], now)[0]?.title).toContain("119 seconds");
    expect(evaluateFreshness([arrival(3 * 86_400 + 5, 60)], now)[0]?.title).toContain("3 days");
  });
});

describe("reject rate", () => {
  const count = (rejected: number, received: number): RejectCount => ({
    sourceId: "s",
    name: "CRM",
    received,
    rejected,
    reasons: [],
  });
  const judge = (rejected: number, received: number, unresolved: string[] = []) => {
    const { findings, keep } = evaluateRejectRate([count(rejected, received)], new Set(unresolved));
    return findings[0]?.severity ?? (keep.length > 0 ? "keep" : "fine");
  };

  it.each([
    [50, 1000, "fine"],
    [51, 1000, "warning"],
    [200, 1000, "warning"],
    [201, 1000, "critical"],
    [199, 199, "fine"],
    [200, 200, "critical"],
  ])("%d of %d is %s", (rejected, received, verdict) => {
    expect(judge(rejected, received)).toBe(verdict);
  });

  it("lets an alert end only well below its limit, or where nothing comes any more", () => {
    const open = ["reject-rate:s"];
    expect(judge(45, 1000, open)).toBe("keep");
    expect(judge(40, 1000, open)).toBe("keep");
    expect(judge(39, 1000, open)).toBe("fine");
    expect(judge(50, 100, open)).toBe("keep");
    expect(evaluateRejectRate([], new Set(open))).toEqual({ findings: [], keep: [] });
  });
});
