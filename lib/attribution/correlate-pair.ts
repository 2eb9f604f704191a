import { attribute, considerTouches, creditRepeated, maxTouches, type Touch } from "./attribute";
import {
  type CampaignRules,
  type ClickMatch,
  type Credit,
  compareJourney,
  type JourneyEvent,
  unknown,
} from "./journey";
import { matchClick } from "./match-click";

/** What follows from the journey of one user with one campaign. */
export interface PairResult {
  clicks: ClickMatch[];
  credits: Credit[];
}

/** Whether another conversion of the same order counts in the place of this one. */
export type IsRepeat = (conversion: JourneyEvent) => boolean;

/**
 * Walks a journey in its order and answers each click and conversion as it comes. What it remembers is
 * bounded (the latest impression, the latest touches), so that a journey of any length can be walked in
 * parts; and it depends on nothing but the events, so the order of their arrival cannot matter.
 *
 * @param isRepeat asked for every conversion, since whether it counts follows from journeys of other users too
 */
export class JourneyWalk {
  #latestImpression: JourneyEvent | undefined;
  readonly #clicks: Touch[] = [];
  readonly #views: Touch[] = [];

  constructor(
    readonly rules: CampaignRules,
    readonly isRepeat: IsRepeat = () => false,
  ) {}

  /** @param event not before the one of the last call, by {@link compareJourney} */
  step(event: JourneyEvent, result: PairResult): void {
    if (event.kind === "impression") {
      this.#latestImpression = event;
      if (!event.filtered) remember(this.#views, toTouch("view", event, event));
    } else if (event.kind === "click") {
      const match = matchClick(event, this.#latestImpression, this.rules.clickWindowDays);
      result.clicks.push(match);
      if (!event.filtered) remember(this.#clicks, toTouch("click", event, match));
    } else if (this.isRepeat(event)) {
      result.credits.push(...creditRepeated(event));
    } else {
      const touches = considerTouches(event, { clicks: this.#clicks, views: this.#views }, this.rules);
      result.credits.push(...attribute(event, touches, this.rules));
    }
  }
}

/**
 * Gives the match of every click and the credits of every conversion of one user with one campaign.
 * @param events all of them, in any order
 */
export function correlatePair(events: readonly JourneyEvent[], rules: CampaignRules, isRepeat?: IsRepeat): PairResult {
  const walk = new JourneyWalk(rules, isRepeat);
  const result: PairResult = { clicks: [], credits: [] };
  for (const event of events.toSorted(compareJourney)) walk.step(event, result);
  return result;
}

/** @param place where the touch counts: a click's is that of its match */
function toTouch(
  kind: Touch["kind"],
  { eventId, at }: JourneyEvent,
  place: Pick<JourneyEvent, "creativeId" | "site" | "device" | "country">,
): Touch {
  const { creativeId, site, device, country } = place;
  return { kind, eventId, at, creativeId: creativeId ?? unknown, site: site ?? unknown, device, country };
}

function remember(touches: Touch[], touch: Touch): void {
  touches.push(touch);
  if (touches.length > maxTouches) touches.shift();
}
