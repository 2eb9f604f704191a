import { describe, expect, it } from "vitest";
import { type AttributionModel, attributionModelSchema } from "@/lib/contracts/catalog";
import type { NoCredit } from "@/lib/contracts/conversions";
import { correlatePair } from "./correlate-pair";
import { explainTouches } from "./explain-touches";
import { type CampaignRules, dayMs, type JourneyEvent } from "./journey";
import { event, randomJourney, rules, seeded, shuffled } from "./journey.fixture";

const models = attributionModelSchema.options;
const single = { isRepeat: false };
const touchesOf = (journey: JourneyEvent[]) => journey.filter((each) => each.kind !== "conversion");

const ruleSets: CampaignRules[] = [
  rules,
  { clickWindowDays: 7, viewWindowDays: 30, pricing: "cpm", priceMicros: 1n },
  { clickWindowDays: 0, viewWindowDays: 90, pricing: "cpc", priceMicros: 1n },
  { clickWindowDays: 90, viewWindowDays: 0, pricing: "cpa", priceMicros: 7n },
];

describe("journeys of chance", () => {
  it.each(ruleSets)("are explained as they are credited, each missing credit with its one reason: %o", (campaign) => {
    const random = seeded(campaign.viewWindowDays + 7);
    const seen = new Set<NoCredit | null>();
    for (let round = 0; round < 40; round += 1) {
      const journey = randomJourney(random, campaign, round % 20 === 0 ? 300 : 40);
      const credits = new Map(
        correlatePair(journey, campaign).credits.map((credit) => [
          `${credit.conversionId} ${credit.model} ${credit.touchId}`,
          credit.creditMicros,
        ]),
      );
      for (const conversion of journey.filter((each) => each.kind === "conversion").slice(0, 5)) {
        const touches = shuffled(touchesOf(journey), random);
        const explained = explainTouches(conversion, touches, campaign, single);
        const wanted = explained.map(({ event: touch }) => {
          const reasons = plainReasons(touch, conversion, touches, campaign);
          return models.map((model) => {
            const creditMicros = credits.get(`${conversion.eventId} ${model} ${touch.eventId}`);
            // one reason, and none beside a credit
            const why = reasons[model][0] ?? null;
            return {
              creditMicros: creditMicros ?? 0n,
              why: creditMicros === undefined ? why : reasons[model].join() || null,
            };
          });
        });
        expect(explained.map(({ byModel }) => models.map((model) => byModel[model]))).toEqual(wanted);
        for (const reason of wanted.flat()) {
          expect(reason.creditMicros > 0n).toBe(reason.why === null);
          seen.add(reason.why as NoCredit | null);
        }
      }
    }
    expect([...seen]).toEqual(expect.arrayContaining([null, "after_conversion", "invalid_traffic", "not_last"]));
  });
});

/** Every reason that holds, as plainly as can be and without the product's code, in the order of the contract. */
function plainReasons(
  touch: JourneyEvent,
  conversion: JourneyEvent,
  touches: JourneyEvent[],
  campaign: CampaignRules,
): Record<AttributionModel, NoCredit[]> {
  const days = { click: campaign.clickWindowDays, impression: campaign.viewWindowDays, conversion: 0 };
  const age = (each: JourneyEvent) => (conversion.at - each.at) / dayMs;
  const valid = (kind: JourneyEvent["kind"]) =>
    touches.filter((each) => each.kind === kind && !each.filtered && age(each) >= 0 && age(each) <= days[kind]);
  const isLater = (a: JourneyEvent, b: JourneyEvent) => a.at > b.at || (a.at === b.at && a.eventId > b.eventId);
  const own = valid(touch.kind);
  const later = own.filter((each) => isLater(each, touch));
  const earlier = own.filter((each) => isLater(touch, each));
  const reasons = (model: string): [NoCredit, boolean][] => [
    ["invalid_traffic", touch.filtered],
    ["after_conversion", age(touch) < 0],
    ["outside_click_window", touch.kind === "click" && age(touch) > days.click],
    ["outside_view_window", touch.kind === "impression" && age(touch) > days.impression],
    ["click_preferred", touch.kind === "impression" && valid("click").length > 0],
    ["beyond_limit", later.length >= 50],
    ["not_last", model === "last_touch" && later.length > 0],
    ["not_first", model === "first_touch" && Math.min(earlier.length, 49 - later.length) > 0],
  ];
  const ofModel = (model: string) =>
    reasons(model)
      .filter(([, holds]) => holds)
      .map(([reason]) => reason);
  return Object.fromEntries(models.map((model) => [model, ofModel(model)])) as Record<AttributionModel, NoCredit[]>;
}

describe("single reasons", () => {
  const sale = event("conversion", "sale", "2026-11-15T10:00:00Z");
  const why = (touches: JourneyEvent[], campaign = rules, isRepeat = false) =>
    Object.fromEntries(
      explainTouches(sale, touches, campaign, { isRepeat }).map(({ event: touch, byModel }) => [
        touch.eventId,
        models.map((model) => byModel[model].why ?? byModel[model].creditMicros),
      ]),
    );

  it("tell an edge of a window from what lies a millisecond beyond it", () => {
    const touches = [
      event("click", "beyond", Date.parse("2026-10-16T10:00:00Z") - 1),
      event("impression", "old", Date.parse("2026-11-14T10:00:00Z") - 1),
      event("impression", "edge", "2026-11-14T10:00:00Z"),
      event("click", "at once after", Date.parse("2026-11-15T10:00:00Z") + 1),
    ];
    expect(why(touches)).toEqual({
      beyond: Array(5).fill("outside_click_window"),
      old: Array(5).fill("outside_view_window"),
      edge: Array(5).fill(1_000_000n),
      "at once after": Array(5).fill("after_conversion"),
    });
    expect(why([...touches, event("click", "edge of 30 days", "2026-10-16T10:00:00Z")]).edge).toEqual(
      Array(5).fill("click_preferred"),
    );
  });

  it("say of a repeated order nothing but that", () => {
    const touches = [event("click", "bot", sale.at - 1, { filtered: true }), event("click", "human", sale.at)];
    expect(why(touches, rules, true)).toEqual({
      bot: Array(5).fill("repeated_order"),
      human: Array(5).fill("repeated_order"),
    });
    expect(why(touches)).toEqual({ bot: Array(5).fill("invalid_traffic"), human: Array(5).fill(1_000_000n) });
  });

  it("keep an impression and a click of the same id and time apart", () => {
    const touches = [event("impression", "same", sale.at), event("click", "same", sale.at)];
    expect(explainTouches(sale, touches, rules, single).map(({ byModel }) => byModel.linear)).toEqual([
      { creditMicros: 0n, why: "click_preferred" },
      { creditMicros: 1_000_000n, why: null },
    ]);
  });

  it("name the limit of 50 touches", () => {
    const touches = Array.from({ length: 52 }, (_, no) => event("click", `c${no}`, sale.at - 100 + no));
    const reasons = why(touches);
    expect([reasons.c0, reasons.c1]).toEqual([Array(5).fill("beyond_limit"), Array(5).fill("beyond_limit")]);
    expect(reasons.c2?.slice(0, 3)).toEqual(["not_last", 1_000_000n, 20_000n]);
  });
});
