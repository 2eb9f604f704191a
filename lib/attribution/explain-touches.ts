import { type AttributionModel, attributionModelSchema } from "@/lib/contracts/catalog";
import type { NoCredit } from "@/lib/contracts/conversions";
import { attribute, considerTouches, type Touch } from "./attribute";
import { type CampaignRules, type Credit, compareJourney, dayMs, type JourneyEvent, unknown } from "./journey";

/** What one model says of a touch: its credit in millionths, or why it has none. */
export type TouchVerdict = { creditMicros: bigint; why: null } | { creditMicros: 0n; why: NoCredit };

export interface ExplainedTouch<Event extends JourneyEvent = JourneyEvent> {
  /** An impression or a click. */
  event: Event;
  byModel: Record<AttributionModel, TouchVerdict>;
}

/**
 * Says for each touch what every model gives it for one conversion, and where that is nothing, why: the first
 * reason that is true, in the order of the contract (`noCreditSchema`), a repeated order before all others.
 * It asks the same functions as the walk that writes credits, so that the two cannot disagree.
 *
 * @param events impressions and clicks of the conversion's user and campaign, in any order. Where not all are
 *   given, these must be among them: every valid click of the last 50 in the click window, and likewise the
 *   valid impressions of the view window, and whatever is later than a valid touch that is given
 * @param isRepeat another conversion of the same order counts
 * @returns the touches in the order of the journey
 */
export function explainTouches<Event extends JourneyEvent>(
  conversion: JourneyEvent,
  events: readonly Event[],
  rules: CampaignRules,
  { isRepeat }: { isRepeat: boolean },
): ExplainedTouch<Event>[] {
  const touches = events.toSorted(compareJourney);
  const considered = considerTouches(conversion, validTouches(conversion, touches), rules);
  const credits = new Map(
    attribute(conversion, considered, rules).map((credit) => [`${credit.model} ${keyOf(credit)}`, credit.creditMicros]),
  );
  const isConsidered = new Set(
    considered.map((touch) => keyOf({ ...touch, touchId: touch.eventId, touchAt: touch.at })),
  );
  const preferred = considered[0]?.kind ?? "click";
  return touches.map((event) => {
    const key = keyOf({ touchId: event.eventId, touchAt: event.at });
    const why = isRepeat
      ? "repeated_order"
      : (notAllowed(event, conversion, rules) ?? notConsidered(event, isConsidered.has(key), preferred));
    const verdict = (model: AttributionModel): TouchVerdict => {
      if (why) return { creditMicros: 0n, why };
      const creditMicros = credits.get(`${model} ${key}`) ?? 0n;
      return creditMicros > 0n ? { creditMicros, why: null } : { creditMicros: 0n, why: notByModel(model) };
    };
    return { event, byModel: byModel(verdict) };
  });
}

/** Touches of one kind and time that differ by their kind only cannot both be considered, so kinds are left out. */
function keyOf({ touchId, touchAt }: Pick<Credit, "touchId" | "touchAt">): string {
  return `${touchAt} ${touchId}`;
}

function validTouches(conversion: JourneyEvent, touches: readonly JourneyEvent[]) {
  const ofKind = (kind: JourneyEvent["kind"], as: Touch["kind"]) =>
    touches
      .filter((event) => event.kind === kind && !event.filtered && event.at <= conversion.at)
      .map(({ eventId, at, creativeId, site, device, country }) => ({
        kind: as,
        eventId,
        at,
        creativeId: creativeId ?? unknown,
        site: site ?? unknown,
        device,
        country,
      }));
  return { clicks: ofKind("click", "click"), views: ofKind("impression", "view") };
}

/** Reasons that are the touch's own. */
function notAllowed(event: JourneyEvent, conversion: JourneyEvent, rules: CampaignRules): NoCredit | undefined {
  if (event.filtered) return "invalid_traffic";
  if (event.at > conversion.at) return "after_conversion";
  const ageMs = conversion.at - event.at;
  if (event.kind === "click") return ageMs > rules.clickWindowDays * dayMs ? "outside_click_window" : undefined;
  return ageMs > rules.viewWindowDays * dayMs ? "outside_view_window" : undefined;
}

/** Reasons that lie in the other touches. */
function notConsidered(event: JourneyEvent, isConsidered: boolean, preferred: Touch["kind"]): NoCredit | undefined {
  if (event.kind === "impression" && preferred === "click") return "click_preferred";
  return isConsidered ? undefined : "beyond_limit";
}

function notByModel(model: AttributionModel): NoCredit {
  if (model === "last_touch") return "not_last";
  return model === "first_touch" ? "not_first" : "below_precision";
}

function byModel(verdict: (model: AttributionModel) => TouchVerdict): Record<AttributionModel, TouchVerdict> {
  const entries = attributionModelSchema.options.map((model) => [model, verdict(model)] as const);
  return Object.fromEntries(entries) as Record<AttributionModel, TouchVerdict>;
}
