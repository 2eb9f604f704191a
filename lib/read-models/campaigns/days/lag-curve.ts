import { type Days, lagEdgesHours } from "@/lib/contracts/lag";

export type CurvePoints = Days["curve"]["points"];

/** Conversions by the step of `lagEdgesHours` that their lag reaches. */
export interface LagCount {
  step: number;
  conversions: number;
}

/** Conversions that come later than the window are none, so a curve ends there; it has at least one hour. */
export function curveEndHours(windowDays: number): number {
  return Math.max(1, windowDays * 24);
}

/**
 * The share of conversions that came within so many hours after their touch, at every edge up to the window's end,
 * where it is 1. Empty without conversions. All must have had the time to come (touches older than the window).
 */
export function lagCurve(counts: readonly LagCount[], windowDays: number): CurvePoints {
  const all = counts.reduce((sum, { conversions }) => sum + conversions, 0);
  if (all === 0) return [];
  const end = curveEndHours(windowDays);
  const inner = lagEdgesHours.filter((edge) => edge < end);
  let within = 0;
  const points = inner.map((hours, step) => {
    within += counts.filter((count) => count.step === step).reduce((sum, { conversions }) => sum + conversions, 0);
    return { hours, share: within / all };
  });
  return [...points, { hours: end, share: 1 }];
}

/** The share at any age, on the straight line between two points; 0 at age 0, 1 after the last point. */
export function shareAt(points: CurvePoints, ageHours: number): number {
  if (ageHours <= 0) return 0;
  const next = points.findIndex(({ hours }) => hours >= ageHours);
  const after = points[next];
  if (!after) return 1;
  const before = points[next - 1] ?? { hours: 0, share: 0 };
  return before.share + ((after.share - before.share) * (ageHours - before.hours)) / (after.hours - before.hours);
}
