import { describe, expect, it } from "vitest";
import type { CampaignPacing } from "@/lib/contracts/campaign-trends";
import type { OverviewFigures } from "@/lib/contracts/overview";
import type { CatalogueCampaign } from "@/lib/read-models/campaigns/list-catalogue";
import { type CampaignDays, figuresAgo, noFigures, sumFigures } from "./campaign-days";
import { listNeeds } from "./list-needs";
import { rankMoves } from "./rank-moves";

const usual: OverviewFigures = { impressions: 1000, clicks: 100, conversions: 20, costMicros: 10e6, revenueMicros: 0 };

/** A campaign that was the same on every day but yesterday, and today as on any other. */
function campaign(
  yesterday: Partial<OverviewFigures>,
  some: Partial<CatalogueCampaign> & { today?: Partial<OverviewFigures> } = {},
): CampaignDays {
  const { today, ...rest } = some;
  return {
    campaign: {
      ...{
        campaignId: "c1",
        name: "Spring",
        advertiserId: "a1",
        advertiserName: "Cascade",
        currency: "EUR",
        timeZone: "UTC",
      },
      ...{
        startsOn: "2026-11-01",
        endsOn: "2026-12-31",
        budgetMicros: 1e9,
        pricing: "cpm",
        attributionModel: "linear",
        windowDays: 7,
      },
      ...rest,
    },
    days: [...Array<OverviewFigures>(9).fill(usual), { ...usual, ...yesterday }, { ...usual, ...today }],
    today: "2026-11-24",
    yesterday: "2026-11-23",
  };
}

describe("rankMoves", () => {
  it("tells the figure that is farthest from usual, once a campaign, the farthest campaign first", () => {
    const moves = rankMoves([
      campaign({ clicks: 160 }, { campaignId: "some" }),
      campaign({ clicks: 200, impressions: 500, conversions: 19 }, { campaignId: "more" }),
      campaign({ clicks: 110, conversions: 25 }, { campaignId: "chance" }),
    ]);
    expect(moves.map(({ campaignId, metric, now, usual: was }) => [campaignId, metric, now, was])).toEqual([
      ["more", "impressions", 500, 1000],
      ["some", "clicks", 160, 100],
    ]);
    expect(moves[0]).toMatchObject({ day: "2026-11-23", campaignName: "Spring", advertiserName: "Cascade" });
    expect(moves[0]?.deviation).toBeCloseTo(-500 / Math.sqrt(1000 * (8 / 7)), 6);
  });

  it.each<[string, CampaignDays]>([
    ["is only chance", campaign({ clicks: 139 })],
    ["is a small part", campaign({ impressions: 1190 })],
    [
      "are too few",
      {
        ...campaign({}),
        days: campaign({}).days.map((day, index) => ({ ...day, conversions: index === 9 ? 7 : 0.5 })),
      },
    ],
    [
      "has no usual day yet",
      { ...campaign({ clicks: 300 }), days: [noFigures, ...campaign({ clicks: 300 }).days.slice(-4)] },
    ],
  ])("is silent about what %s", (_, each) => {
    expect(rankMoves([each])).toEqual([]);
  });

  it("tells of money that moved without its events, by the noise of what it pays for", () => {
    expect(rankMoves([campaign({ costMicros: 20e6 })])).toMatchObject([
      { metric: "costMicros", now: 20e6, usual: 10e6 },
    ]);
    expect(rankMoves([campaign({ costMicros: 20e6 }, { pricing: "cpa" })])).toMatchObject([{ metric: "costMicros" }]);
    expect(rankMoves([campaign({ costMicros: 15e6 }, { pricing: "cpa" })])).toEqual([]);
  });
});

describe("listNeeds", () => {
  const pace = (campaignId: string, value: number, state: CampaignPacing["rows"][number]["state"]) => ({
    ...{ campaignId, state, pace: value, spentMicros: 0, flightDays: 30, elapsedDays: 10 },
  });
  const silent = { impressions: 0 };

  it("puts incidents first, then what is silent, what is off pace by how much, and what ends", () => {
    const needs = listNeeds({
      alerts: [{ id: "alert", title: "Clicks are late", severity: "critical" }],
      campaigns: [
        campaign({}, { campaignId: "fine" }),
        campaign({}, { campaignId: "behind" }),
        campaign({}, { campaignId: "far ahead" }),
        campaign({}, { campaignId: "ends", endsOn: "2026-11-30" }),
        campaign({}, { campaignId: "ends later", endsOn: "2026-12-01" }),
        campaign(silent, { campaignId: "silent", today: silent }),
        campaign(silent, { campaignId: "back again" }),
        campaign(silent, { campaignId: "began today", startsOn: "2026-11-24", today: silent }),
        campaign(silent, { campaignId: "over", endsOn: "2026-11-23", today: silent }),
      ],
      pacing: [
        pace("behind", 0.7, "behind"),
        pace("far ahead", 1.9, "ahead"),
        pace("fine", 0.9, "on_pace"),
        pace("over", 0.1, "ended"),
      ],
    });
    expect(needs.map((need) => [need.kind, need.kind === "incident" ? need.alertId : need.campaignId])).toEqual([
      ["incident", "alert"],
      ["silent", "silent"],
      ["pacing", "far ahead"],
      ["pacing", "behind"],
      ["ending", "ends"],
    ]);
  });
});

describe("days of a campaign", () => {
  it("are counted back from today, and none where there is none", () => {
    const { days } = campaign({ clicks: 7 }, { today: { clicks: 3 } });
    expect([0, 1, 2, 99].map((ago) => figuresAgo({ days }, ago).clicks)).toEqual([3, 7, 100, 0]);
    expect(sumFigures(days.slice(-2))).toMatchObject({ clicks: 10, impressions: 2000 });
  });
});
