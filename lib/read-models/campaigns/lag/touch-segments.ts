import { chooseSegments, type Segment } from "@/lib/read-models/campaigns/choose-segments";

const dayMs = 86_400_000;
/** No window is longer (`campaignSchema`), so no conversion comes later after its touch. */
const longestWindowMs = 90 * dayMs;

/**
 * What to read of `credit_by_touch_*` for the conversions of touches in [from, to), epoch milliseconds. Rows
 * carry their touch to 15 minutes on every level, so whole days of conversions are read, whatever the zone.
 */
export function touchSegments({ from, to }: { from: number; to: number }): Segment[] {
  const firstDay = Math.floor(from / dayMs) * dayMs;
  const end = Math.ceil((to + longestWindowMs) / dayMs) * dayMs;
  return chooseSegments([firstDay, end], 60);
}
