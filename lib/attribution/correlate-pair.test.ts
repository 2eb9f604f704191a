import { describe, expect, it } from "vitest";
import { affectedSpan } from "./affected-span";
import { maxTouches } from "./attribute";
import { correlatePair } from "./correlate-pair";
import type { CampaignRules, ClickMatch, Credit, JourneyEvent } from "./journey";
import { event, randomJourney, rules, seeded, shuffled } from "./journey.fixture";
import { oracleLastTouch, oracleMatches, touchesOf } from "./oracle.fixture";

const shares = (
  credits: Credit[],
  model: string,
  field: "creditMicros" | "revenueMicros" | "costMicros" = "creditMicros",
) => credits.filter((credit) => credit.model === model).map((credit) => `${credit.touchId} ${credit[field]}`);

describe("a journey worked out by hand", () => {
  const journey = [
    event("impression", "view-1", "2026-11-01T10:00:00Z", { creativeId: "c1", site: "s1" }),
    event("click", "click-1", "2026-11-01T10:05:00Z"),
    event("impression", "view-2", "2026-11-08T10:00:00Z", { creativeId: "c2", site: "s2" }),
    event("click", "click-2", "2026-11-08T10:05:00Z", { site: "sent" }),
    event("click", "click-3", "2026-11-15T10:05:00Z"),
    event("conversion", "sale", "2026-11-15T10:05:00Z"),
  ];
  const { clicks, credits } = correlatePair(journey, rules);

  it("matches each click to the impression before it, and keeps what the click was sent with", () => {
    expect(clicks.map((click) => [click.eventId, click.impressionId, click.creativeId, click.site])).toEqual([
      ["click-1", "view-1", "c1", "s1"],
      ["click-2", "view-2", "c2", "sent"],
      ["click-3", "view-2", "c2", "s2"],
    ]);
  });

  it("credits the three clicks, 14, 7 and 0 days old, by each model", () => {
    expect(shares(credits, "last_touch")).toEqual(["click-3 1000000"]);
    expect(shares(credits, "first_touch")).toEqual(["click-1 1000000"]);
    expect(shares(credits, "linear")).toEqual(["click-1 333333", "click-2 333333", "click-3 333334"]);
    // 1/4 : 1/2 : 1 of 7/4
    expect(shares(credits, "time_decay")).toEqual(["click-1 142857", "click-2 285714", "click-3 571429"]);
    expect(shares(credits, "position")).toEqual(["click-1 400000", "click-2 200000", "click-3 400000"]);
  });

  it("shares out the value of 10 and the price of 5 without losing a micro", () => {
    expect(shares(credits, "linear", "revenueMicros")).toEqual([
      "click-1 3333330",
      "click-2 3333330",
      "click-3 3333340",
    ]);
    expect(shares(credits, "linear", "costMicros")).toEqual(["click-1 1666665", "click-2 1666665", "click-3 1666670"]);
    expect(shares(correlatePair(journey, { ...rules, pricing: "cpc" }).credits, "linear", "costMicros")).toEqual([
      "click-1 0",
      "click-2 0",
      "click-3 0",
    ]);
  });
});

describe("which touches count", () => {
  it("takes views only when there is no valid click, and only inside their own window", () => {
    const views = [
      event("impression", "old", "2026-11-13T10:04:59.999Z"),
      event("impression", "edge", "2026-11-14T10:05:00Z"),
      event("click", "bot", "2026-11-15T09:00:00Z", { filtered: true }),
      event("impression", "fresh", "2026-11-15T10:00:00Z"),
      event("conversion", "sale", "2026-11-15T10:05:00Z"),
    ];
    expect(shares(correlatePair(views, rules).credits, "position")).toEqual(["edge 500000", "fresh 500000"]);
    const clicked = [...views, event("click", "human", "2026-10-20T00:00:00Z")];
    expect(shares(correlatePair(clicked, rules).credits, "linear")).toEqual(["human 1000000"]);
  });

  it("keeps a conversion without a touch, worth nothing, once a model, with its own creative and site", () => {
    const late = event("click", "too late", "2026-11-15T10:05:00.001Z");
    const alone = event("conversion", "sale", "2026-11-15T10:05:00Z", { creativeId: "c9", filtered: true });
    const { credits } = correlatePair([late, alone], rules);
    expect(credits).toHaveLength(5);
    expect(credits[0]).toMatchObject({
      position: 0,
      touchKind: "none",
      creditMicros: 0n,
      revenueMicros: 0n,
      costMicros: 0n,
      creativeId: "c9",
      site: "unknown",
      filtered: true,
    });
  });

  it("breaks ties of time by the bytes of the event id, wherever the events stood", () => {
    const tied = [
      event("impression", "b", 1000, { creativeId: "from b" }),
      event("impression", "\u{1F600}", 1000, { creativeId: "from the face" }),
      event("impression", "\uFF5E", 1000, { creativeId: "from the tilde" }),
      event("click", "a", 1000),
    ];
    for (const order of [tied, tied.toReversed()]) {
      expect(correlatePair(order, rules).clicks[0]).toMatchObject({
        creativeId: "from the face",
        matchState: "matched",
      });
    }
  });

  it("considers the latest touches only, when there are more than anybody has", () => {
    const many = Array.from({ length: maxTouches + 20 }, (_, no) => event("click", `c${no}`, 1_000_000 + no));
    const { credits } = correlatePair([...many, event("conversion", "sale", 2_000_000)], rules);
    expect(shares(credits, "first_touch")).toEqual(["c20 1000000"]);
    expect(shares(credits, "linear")).toHaveLength(maxTouches);
  });
});

const ruleSets: CampaignRules[] = [
  rules,
  { clickWindowDays: 7, viewWindowDays: 30, pricing: "cpm", priceMicros: 1n },
  { clickWindowDays: 0, viewWindowDays: 90, pricing: "cpc", priceMicros: 1n },
  { clickWindowDays: 90, viewWindowDays: 0, pricing: "cpa", priceMicros: 7n },
];

describe("journeys of chance", () => {
  it.each(ruleSets)("say what the plain rule says, in any order: %o", (campaign) => {
    const random = seeded(campaign.clickWindowDays + 1);
    for (let round = 0; round < 60; round += 1) {
      const journey = randomJourney(random, campaign, 40);
      const result = correlatePair(journey, campaign);
      expect(matches(result.clicks)).toEqual(oracleMatches(journey, campaign));
      expect(lastTouches(result.credits)).toEqual(oracleLastTouch(journey, campaign));
      expect(correlatePair(shuffled(journey, random), campaign)).toEqual(result);
      for (const conversion of journey.filter((each) => each.kind === "conversion")) {
        checkSums(conversion, result.credits, campaign, touchesOf(conversion, journey, campaign).length);
      }
    }
  });

  it.each(ruleSets)(
    "come to the same end however they arrive in parts, each part reworking only what it can reach: %o",
    (campaign) => {
      const random = seeded(campaign.clickWindowDays + 100);
      for (let round = 0; round < 60; round += 1) {
        const journey = randomJourney(random, campaign, 30);
        const stored = new Map<string, ClickMatch | Credit[]>();
        const here: JourneyEvent[] = [];
        for (const arrivals of parts(shuffled(journey, random), random)) {
          here.push(...arrivals);
          const times = arrivals.map((arrival) => arrival.at);
          rework(here, { from: Math.min(...times), to: Math.max(...times) }, campaign, stored);
        }
        const whole = new Map<string, ClickMatch | Credit[]>();
        rework(journey, { from: 0, to: Date.UTC(2030, 0) }, campaign, whole);
        expect(sorted(stored)).toEqual(sorted(whole));
      }
    },
  );
});

/** What the shell does with one message, on a map for a database. */
function rework(
  here: JourneyEvent[],
  touched: { from: number; to: number },
  campaign: CampaignRules,
  stored: Map<string, ClickMatch | Credit[]>,
): void {
  const span = affectedSpan(touched, campaign);
  const known = here.filter((each) => each.at >= span.lookFrom && each.at <= span.until);
  const { clicks, credits } = correlatePair(known, campaign);
  for (const click of clicks) if (click.at >= span.from) stored.set(click.eventId, click);
  for (const credit of credits) {
    if (credit.at >= span.from) {
      stored.set(
        credit.conversionId,
        credits.filter((other) => other.conversionId === credit.conversionId),
      );
    }
  }
}

const sorted = (map: Map<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

function* parts<Item>(items: Item[], random: () => number): Generator<Item[]> {
  for (let start = 0; start < items.length; ) {
    const size = 1 + Math.floor(random() * 6);
    yield items.slice(start, start + size);
    start += size;
  }
}

function matches(clicks: ClickMatch[]): Record<string, string> {
  return Object.fromEntries(
    clicks.map((click) => [
      click.eventId,
      `${click.matchState} ${click.impressionId ?? "-"} ${click.creativeId} ${click.site} ${click.device} ${click.country}`,
    ]),
  );
}

function lastTouches(credits: Credit[]): Record<string, string> {
  const kinds = { click: "click", view: "impression", none: "none", repeat: "none" };
  return Object.fromEntries(
    credits
      .filter((credit) => credit.model === "last_touch")
      .map((credit) => [
        credit.conversionId,
        credit.touchKind === "none"
          ? "none"
          : `${kinds[credit.touchKind]} ${credit.touchId} ${credit.creativeId} ${credit.site} ${credit.device}`,
      ]),
  );
}

function checkSums(conversion: JourneyEvent, credits: Credit[], campaign: CampaignRules, touches: number): void {
  for (const model of ["last_touch", "first_touch", "linear", "time_decay", "position"]) {
    const own = credits.filter((credit) => credit.conversionId === conversion.eventId && credit.model === model);
    const sum = (field: "creditMicros" | "revenueMicros" | "costMicros") =>
      own.reduce((total, credit) => total + credit[field], 0n);
    expect(sum("creditMicros")).toBe(touches > 0 ? 1_000_000n : 0n);
    expect(sum("revenueMicros")).toBe(touches > 0 ? conversion.valueMicros : 0n);
    expect(sum("costMicros")).toBe(touches > 0 && campaign.pricing === "cpa" ? campaign.priceMicros : 0n);
    expect(own.map((credit) => credit.position)).toEqual(own.map((_, index) => (touches > 0 ? index + 1 : 0)));
  }
}
