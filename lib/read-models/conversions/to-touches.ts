import { explainTouches } from "@/lib/attribution/explain-touches";
import { type JourneyEvent, unknown } from "@/lib/attribution/journey";
import { type AttributionModel, attributionModelSchema } from "@/lib/contracts/catalog";
import type { CandidateTouch, ConversionState } from "@/lib/contracts/conversions";
import type { StoredConversion } from "./find-conversion";
import type { Candidate } from "./list-candidates";
import type { ClickPlace } from "./list-click-places";
import type { StoredCredit } from "./stored-credits";

type Touch = Omit<CandidateTouch, "creativeName">;

export interface TouchFacts {
  conversion: StoredConversion;
  state: ConversionState;
  /** In any order. */
  candidates: readonly Candidate[];
  places: readonly ClickPlace[];
  credits: readonly StoredCredit[];
}

/**
 * Puts a conversion's candidate touches together, oldest first: credits as they are stored, and where there is
 * none the reason by the events and rules of now. Where these would give credit that is not stored, it is
 * pending. A touch with stored credit is told even where its event is not among the candidates.
 */
export function toTouches(facts: TouchFacts): Touch[] {
  const { conversion, state, credits } = facts;
  const candidates = new Map([...creditedTouches(credits), ...facts.candidates].map((each) => [keyOf(each), each]));
  const explained = explainTouches(
    toEvent({ ...conversion, kind: "conversion", at: conversion.occurredAt.getTime(), filtered: false }),
    [...candidates.values()].map(toEvent),
    conversion,
    { isRepeat: state === "repeated_order" },
  );
  const places = new Map(facts.places.map((place) => [keyOf({ kind: "click", ...place }), place]));
  const stored = byTouch(credits);
  return explained.map(({ event, byModel }) => {
    const key = keyOf(event);
    const own = stored.get(key) ?? [];
    const verdicts = attributionModelSchema.options.map((model) => toCredit(model, own, byModel[model].why));
    return {
      kind: event.kind === "click" ? "click" : "view",
      eventId: event.eventId,
      at: new Date(event.at).toISOString(),
      ...placeOf(event, places.get(key) ?? own[0]),
      ageSeconds: (conversion.occurredAt.getTime() - event.at) / 1000,
      impressionId: places.get(key)?.impressionId ?? null,
      credits: verdicts,
      why: verdicts.find((verdict) => verdict.model === conversion.model)?.why ?? null,
    };
  });
}

function toCredit(
  model: AttributionModel,
  stored: readonly StoredCredit[],
  why: Touch["why"],
): Touch["credits"][number] {
  const credit = stored.find((each) => each.model === model);
  if (!credit) return { model, creditMicros: 0, revenueMicros: 0, costMicros: 0, why: why ?? "pending" };
  return {
    model,
    creditMicros: Number(credit.creditMicros),
    revenueMicros: Number(credit.revenueMicros),
    costMicros: Number(credit.costMicros),
    why: null,
  };
}

/** Where it counts: a click by its match, and everything as it was sent where nobody matched it yet. */
function placeOf(
  event: JourneyEvent,
  place: Pick<ClickPlace, "creativeId" | "site" | "device" | "country"> | undefined,
) {
  const { creativeId, site, device, country } = event.kind === "click" && place ? place : event;
  return { creativeId: creativeId ?? unknown, site: site ?? unknown, device, country };
}

function creditedTouches(credits: readonly StoredCredit[]): Candidate[] {
  return credits.filter(isCredited).map(({ touchKind, touchId, touchAt, creativeId, site, device, country }) => ({
    kind: touchKind === "click" ? "click" : "impression",
    eventId: touchId ?? "",
    at: touchAt ?? 0,
    creativeId,
    site,
    device,
    country,
    filtered: false,
  }));
}

function isCredited(credit: StoredCredit): boolean {
  return credit.touchKind === "click" || credit.touchKind === "view";
}

function keyOf({ kind, at, eventId }: Pick<JourneyEvent, "kind" | "at" | "eventId">): string {
  return `${kind} ${at} ${eventId}`;
}

function byTouch(credits: readonly StoredCredit[]): Map<string, StoredCredit[]> {
  const touches = new Map<string, StoredCredit[]>();
  for (const credit of credits) {
    if (!isCredited(credit)) continue;
    const key = `${credit.touchKind === "click" ? "click" : "impression"} ${credit.touchAt} ${credit.touchId}`;
    const own = touches.get(key);
    if (own) own.push(credit);
    else touches.set(key, [credit]);
  }
  return touches;
}

/** What no reason depends on is left empty. */
function toEvent(event: Omit<JourneyEvent, "valueMicros" | "orderId">): JourneyEvent {
  const { kind, eventId, at, creativeId, site, device, country, filtered } = event;
  return { kind, eventId, at, creativeId, site, device, country, filtered, valueMicros: null, orderId: null };
}
