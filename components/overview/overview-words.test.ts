import { describe, expect, it } from "vitest";
import type { Move, Need } from "@/lib/contracts/overview";
import { isGood, moveDetail, moveHeadline } from "./move-words";
import { needWords } from "./need-words";

const move = (some: Partial<Move>): Move => ({
  ...{ campaignId: "c 1", campaignName: "Spring", advertiserName: "Cascade", currency: "EUR", metric: "clicks" },
  ...{ day: "2026-11-23", now: 58, usual: 100, deviation: -4 },
  ...some,
});

describe("a move", () => {
  it.each<[Partial<Move>, string, string, boolean | null]>([
    [{}, "Clicks fell by 42%", "58 instead of about 100 a day", false],
    [{ now: 0 }, "Clicks stopped", "0 instead of about 100 a day", false],
    [
      { metric: "conversions", now: 31.25, usual: 20 },
      "Conversions rose by 56%",
      "31.3 instead of about 20 a day",
      true,
    ],
    [
      { metric: "impressions", now: 4000, usual: 1000 },
      "Impressions rose to 4 times the usual",
      "4,000 instead of about 1,000 a day",
      true,
    ],
    [{ metric: "costMicros", now: 5e6, usual: 10e6 }, "Spend fell by 50%", "€5.00 instead of about €10.00 a day", null],
  ])("%j is told as %s", (some, headline, detail, good) => {
    expect([moveHeadline(move(some)), moveDetail(move(some)), isGood(move(some))]).toEqual([headline, detail, good]);
  });
});

describe("a need", () => {
  const of = { campaignId: "c/1", campaignName: "Spring", advertiserName: "Cascade" };
  it.each<[Need, string, string]>([
    [{ kind: "incident", alertId: "a 1", title: "Late", severity: "critical" }, "Late", "/alerts/a%201"],
    [
      { kind: "pacing", ...of, state: "behind", pace: 0.66 },
      "is 34% behind an even spread",
      "/campaigns/c%2F1?tab=delivery",
    ],
    [
      { kind: "pacing", ...of, state: "ahead", pace: 1.5 },
      "spends 50% faster than evenly",
      "/campaigns/c%2F1?tab=delivery",
    ],
    [
      { kind: "pacing", ...of, state: "exhausted", pace: 1 },
      "its budget is spent before the flight is over",
      "/campaigns/c%2F1?tab=delivery",
    ],
    [{ kind: "ending", ...of, endsOn: "2026-11-30" }, "ends 30 Nov 2026", "/campaigns/c%2F1?tab=delivery"],
  ])("%j", (need, text, href) => {
    expect(needWords(need)).toMatchObject({ text, href });
  });
});
