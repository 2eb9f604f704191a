import type { Days } from "@/lib/contracts/lag";
import { type CurvePoints, shareAt } from "./lag-curve";

const hourMs = 3_600_000;
/** Touches are known to the quarter of an hour; they are taken to be in its middle. */
const halfQuarterMs = 450_000;
/** Below so much of the curve a few conversions say nothing about those to come. */
const leastShare = 0.05;
/** A day is closed when so much of what the curve tells has come. */
const settledEnough = 0.99;

/** A day of touches; instants in epoch milliseconds. */
export interface TouchDay {
  start: number;
  /** Exclusive. */
  end: number;
  /** Conversions credited to its touches so far, by the quarter of an hour of the touch, where windows are still open. */
  touches: readonly { at: number; conversions: number }[];
}

export interface Outlook {
  now: number;
  /** Empty where too little is known. */
  points: CurvePoints;
  windowDays: number;
}

/**
 * Tells how final a day's conversions are. Of touches of one age, n conversions so far mean n / F(age) in the end, F
 * being the share that comes within that time; so n · (1 / F(age) − 1) are still to come (a chain-ladder
 * estimate). A day without conversions is judged by the age of its middle.
 */
export function dayOutlook(
  day: TouchDay,
  { now, points, windowDays }: Outlook,
): Pick<Days["days"][number], "state" | "expected" | "settledShare"> {
  if (day.end + windowDays * 24 * hourMs <= now) return { state: "closed", expected: 0, settledShare: 1 };
  const isOpen = day.end > now;
  if (points.length === 0) return { state: isOpen ? "open" : "settling", expected: null, settledShare: null };
  const counted = { ...day, touches: day.touches.filter(({ conversions }) => conversions > 0) };
  const settledShare = shareOf(counted, now, points);
  const state = isOpen ? "open" : settledShare >= settledEnough ? "closed" : "settling";
  return { state, expected: expectedOf(counted, now, points), settledShare };
}

function shareOf({ start, end, touches }: TouchDay, now: number, points: CurvePoints): number {
  if (touches.length === 0) return shareAt(points, (now - (start + Math.min(end, Math.max(start, now))) / 2) / hourMs);
  const soFar = touches.reduce((sum, { conversions }) => sum + conversions, 0);
  const inTheEnd = touches.reduce((sum, touch) => sum + touch.conversions / shareOfTouch(touch, now, points), 0);
  return soFar / inTheEnd;
}

function expectedOf(day: TouchDay, now: number, points: CurvePoints): number | null {
  if (day.touches.length === 0) return shareOf(day, now, points) < leastShare ? null : 0;
  let expected = 0;
  for (const touch of day.touches) {
    const share = shareOfTouch(touch, now, points);
    if (share < leastShare) return null;
    expected += touch.conversions * (1 / share - 1);
  }
  return expected;
}

function shareOfTouch({ at }: { at: number }, now: number, points: CurvePoints): number {
  return shareAt(points, (now - at - halfQuarterMs) / hourMs);
}
