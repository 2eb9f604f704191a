import { markOf } from "@/lib/contracts/traffic";
import type { TrafficSettings } from "@/lib/contracts/traffic-settings";
import { isTooSoon } from "./rules/click-too-soon";
import { RepeatedClickWalk } from "./rules/repeated-click";

const hourMs = 3_600_000;

export interface WalkedEvent {
  kind: "impression" | "click" | "conversion";
  /** Epoch milliseconds. */
  at: number;
  /** As sent. */
  creativeId: string | null;
}

/** What the rules of near clicks say of one click: the mark, null without. */
export interface ClickVerdict {
  repeated_click: string | null;
  click_too_soon: string | null;
}

/**
 * How far, in milliseconds, an event can matter to later clicks by the rules that look at the moments before a
 * click, with the settings that clicks around a range have.
 */
export function nearMsOf(settings: TrafficSettings, { from, to }: { from: number; to: number }): number {
  const repeated = settings.between("repeated_click", from - hourMs, to + hourMs);
  const soon = settings.between("click_too_soon", from - hourMs, to + hourMs);
  return Math.max(
    ...repeated.map(({ setting }) => setting.params.seconds * 1000),
    ...soon.map(({ setting }) => setting.params.milliseconds),
  );
}

/** Walks over the events of one user and campaign in the order of the journey, and judges each click. */
export class ClickWalk {
  readonly #repeated: RepeatedClickWalk;
  #seenAt: number | undefined;

  /** @param nearMs as {@link nearMsOf} gives it for what is walked */
  constructor(
    readonly settings: TrafficSettings,
    readonly clickWindowMs: number,
    nearMs: number,
  ) {
    this.#repeated = new RepeatedClickWalk(nearMs);
  }

  /** @returns what is to be said of the event when it is a click */
  step(event: WalkedEvent): ClickVerdict | undefined {
    if (event.kind === "impression") this.#seenAt = event.at;
    if (event.kind !== "click") return undefined;
    const repeated = this.settings.at("repeated_click", event.at);
    const soon = this.settings.at("click_too_soon", event.at);
    const isRepeated = this.#repeated.step(event, repeated.params);
    const isSoon = isTooSoon(event.at, this.#seenAt, soon.params, this.clickWindowMs);
    return {
      repeated_click: isRepeated ? markOf("repeated_click", repeated.version) : null,
      click_too_soon: isSoon ? markOf("click_too_soon", soon.version) : null,
    };
  }
}
