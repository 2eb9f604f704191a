import { type AttributionModel, attributionModelSchema } from "@/lib/contracts/catalog";
import { type CampaignRules, type Credit, dayMs, type JourneyEvent, unknown } from "./journey";
import { largestRemainder } from "./largest-remainder";
import { modelWeights } from "./model-weights";

/** A valid click or impression that a conversion may be credited to, with the creative and site where it counts. */
export interface Touch {
  kind: "click" | "view";
  eventId: string;
  at: number;
  creativeId: string;
  site: string;
  device: string;
  country: string;
}

/**
 * At most so many touches of one kind are considered for one conversion: the latest. It bounds what a
 * user who is none (a shared or empty id) can cost.
 */
export const maxTouches = 50;

/** One conversion, in the millionths that credits are counted in. */
const oneConversion = 1_000_000n;

/**
 * Gives the touches that all models consider, oldest first: the clicks within the click window before
 * the conversion; when there is none, the impressions within the view window ("last click within 30 days,
 * else last impression within 1 day", widened to every model). A touch exactly as old as its window is in.
 *
 * @param clicks valid clicks not later than the conversion, in the order of the journey; likewise `views`
 */
export function considerTouches(
  conversion: JourneyEvent,
  { clicks, views }: { clicks: readonly Touch[]; views: readonly Touch[] },
  rules: CampaignRules,
): Touch[] {
  const inside = (touches: readonly Touch[], days: number) =>
    touches.filter((touch) => conversion.at - touch.at <= days * dayMs).slice(-maxTouches);
  const considered = inside(clicks, rules.clickWindowDays);
  return considered.length > 0 ? considered : inside(views, rules.viewWindowDays);
}

/**
 * Credits one conversion under every model. Per model the credits add up to exactly 1,000,000 millionths,
 * the revenue to the conversion's value, and the cost of a `cpa` campaign to its price, all by largest
 * remainder. A conversion without a touch has one row a model, of kind `none`, worth nothing.
 */
export function attribute(conversion: JourneyEvent, touches: readonly Touch[], rules: CampaignRules): Credit[] {
  return attributionModelSchema.options.flatMap((model) =>
    touches.length > 0 ? creditTouches(conversion, touches, rules, model) : [creditNobody(conversion, model, "none")],
  );
}

/** The rows of a conversion whose order is counted by another one: one a model, of kind `repeat`, worth nothing. */
export function creditRepeated(conversion: JourneyEvent): Credit[] {
  return attributionModelSchema.options.map((model) => creditNobody(conversion, model, "repeat"));
}

function creditTouches(
  conversion: JourneyEvent,
  touches: readonly Touch[],
  rules: CampaignRules,
  model: AttributionModel,
): Credit[] {
  const weights = modelWeights(
    model,
    touches.map((touch) => conversion.at - touch.at),
  );
  const credits = largestRemainder(weights, oneConversion);
  const revenues = largestRemainder(credits, conversion.valueMicros ?? 0n);
  const costs = largestRemainder(credits, rules.pricing === "cpa" ? rules.priceMicros : 0n);
  return touches
    .map((touch, index) => ({
      ...common(conversion, model),
      touchKind: touch.kind,
      touchId: touch.eventId,
      touchAt: touch.at,
      creativeId: touch.creativeId,
      site: touch.site,
      device: touch.device,
      country: touch.country,
      creditMicros: credits[index] ?? 0n,
      revenueMicros: revenues[index] ?? 0n,
      costMicros: costs[index] ?? 0n,
    }))
    .filter((credit) => credit.creditMicros > 0n)
    .map((credit, index) => ({ ...credit, position: index + 1 }));
}

function creditNobody(conversion: JourneyEvent, model: AttributionModel, touchKind: "none" | "repeat"): Credit {
  return {
    ...common(conversion, model),
    position: 0,
    touchKind,
    touchId: null,
    touchAt: null,
    creativeId: conversion.creativeId ?? unknown,
    site: conversion.site ?? unknown,
    device: conversion.device,
    country: conversion.country,
    creditMicros: 0n,
    revenueMicros: 0n,
    costMicros: 0n,
  };
}

function common(conversion: JourneyEvent, model: AttributionModel) {
  return { conversionId: conversion.eventId, at: conversion.at, model, filtered: conversion.filtered };
}
