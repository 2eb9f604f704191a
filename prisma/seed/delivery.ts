import type { Channel, Defect, DemoEvent, DemoRecord } from "./events";
import type { Random } from "./random";
import type { Stories } from "./stories";

const HOUR_MS = 3_600_000;

const LATE_SHARE = 0.022;
const REPEAT_SHARE = 0.01;
const BROKEN_SHARE = 0.006;
/** The part of the partner's traffic that goes through the machine which holds back. */
const HELD_BACK_SHARE = 0.2;

/** What each sender can get wrong: an array has no lines to cut, and Avro has types of its own. */
const defects: Record<string, readonly Defect[]> = {
  "web-sdk/impression": ["missing_field", "wrong_type", "impossible_time", "unknown_reference", "malformed"],
  "partner/impression": ["missing_field", "wrong_type", "impossible_time", "unknown_reference"],
  "web-sdk/click": ["missing_field", "impossible_time", "unknown_reference", "malformed"],
  "partner/click": ["missing_field", "impossible_time", "unknown_reference", "malformed"],
  "web-sdk/conversion": ["missing_field", "wrong_type", "impossible_time", "malformed"],
  "partner/conversion": ["missing_field", "wrong_type", "impossible_time", "malformed"],
  "bidder/bid_request": ["missing_field", "impossible_time"],
};

/**
 * Decides how an event reaches the door: nothing when its sender was silent, else one record, or two when the
 * sender repeats itself later. Most arrive within seconds, some after hours or days, a few are broken.
 */
export function deliver(event: DemoEvent, channel: Channel, stories: Stories, random: Random): DemoRecord[] {
  const { fromMs, toMs } = stories.outage;
  if (channel === "web-sdk" && event.at >= fromMs && event.at < toMs) return [];
  if (channel === "partner" && isHeldBack(event, stories, random)) {
    return [{ event, channel, sentAt: stories.heldBack.sentMs, repeat: false, defect: null }];
  }
  if (random.chance(BROKEN_SHARE)) {
    const defect = random.pick<Defect>(defects[`${channel}/${event.kind}`] ?? ["missing_field"]);
    return [{ event, channel, sentAt: event.at + promptMs(random), repeat: false, defect }];
  }
  const late = channel !== "bidder" && random.chance(LATE_SHARE);
  const delayMs = late ? random.logNormal(5 * HOUR_MS, 1.1) : promptMs(random);
  const first: DemoRecord = { event, channel, sentAt: event.at + Math.round(delayMs), repeat: false, defect: null };
  if (!random.chance(REPEAT_SHARE)) return [first];
  const againMs = Math.round(random.logNormal(0.7 * HOUR_MS, 1.8)) + 1000;
  return [first, { ...first, sentAt: first.sentAt + againMs, repeat: true }];
}

function isHeldBack({ at }: DemoEvent, { heldBack }: Stories, random: Random): boolean {
  return at >= heldBack.fromMs && at < heldBack.toMs && random.chance(HELD_BACK_SHARE);
}

function promptMs(random: Random): number {
  return Math.round(random.logNormal(700, 0.6));
}
