import type { AttributionModel } from "@/lib/contracts/catalog";
import { dayMs } from "./journey";

const halfLifeMs = 7 * dayMs;
/** Fractions of one are kept as integers of this scale; the lightest touch of 90 days is still 10^8 of it. */
const scale = 2 ** 40;

/**
 * How each model weighs the touches of one conversion, oldest first (DESIGN.md, "Correlation and attribution"):
 * - last touch, first touch: all to one;
 * - linear: all the same;
 * - time decay: a touch loses half of its weight every 7 days before the conversion;
 * - position: 40 % to the first, 40 % to the last, 20 % shared by those between; two touches share evenly.
 *
 * @param agesMs conversion minus touch, oldest touch first; at least one
 */
export function modelWeights(model: AttributionModel, agesMs: readonly number[]): bigint[] {
  const last = agesMs.length - 1;
  switch (model) {
    case "last_touch":
      return agesMs.map((_, index) => (index === last ? 1n : 0n));
    case "first_touch":
      return agesMs.map((_, index) => (index === 0 ? 1n : 0n));
    case "linear":
      return agesMs.map(() => 1n);
    case "time_decay":
      return agesMs.map((ageMs) => BigInt(Math.round(scale * 2 ** (-ageMs / halfLifeMs))));
    case "position": {
      if (last < 2) return agesMs.map(() => 1n);
      // 40 : 20/(n-2) : 40, times (n-2)/20
      const end = 2n * BigInt(last - 1);
      return agesMs.map((_, index) => (index === 0 || index === last ? end : 1n));
    }
  }
}
