import { dayMs } from "@/lib/attribution/journey";
import { markOf } from "@/lib/contracts/traffic";
import { TrafficSettings } from "@/lib/contracts/traffic-settings";
import type { PrismaClient } from "@/lib/storage/prisma";
import {
  type CampaignDay,
  type ClickDayCount,
  countClickDays,
  listDifferingClicks,
} from "@/lib/storage/traffic/click-day";
import { listTrafficSteps } from "@/lib/storage/traffic/list-traffic-steps";
import { isMeasured } from "./rules/click-without-impression";
import type { MarkedSpan } from "./rules/marked-span";
import { inSlices, type Limits, type SliceOutcome } from "./slices";
import type { Judge } from "./under-lock";
import { writeDiffering } from "./write-differing";

const rule = "click_without_impression";
const daysAtOnce = 50;

/**
 * Judges the clicks of campaigns' days by whether they have an impression.
 * @param isThorough looks also where the marks seem to be right, since their version may be another
 * @returns how many clicks have another reason than before
 */
export async function judgeClickDays(
  prisma: PrismaClient,
  causeId: string,
  days: readonly CampaignDay[],
  isThorough: boolean,
  limits: Limits,
): Promise<number> {
  const settings = new TrafficSettings(await listTrafficSteps(prisma));
  let changed = 0;
  for (let start = 0; start < days.length; start += daysAtOnce) {
    const some = days.slice(start, start + daysAtOnce);
    const counts = await countClickDays(prisma, some);
    for (const [index, day] of some.entries()) {
      const count = counts[index];
      if (!count || (!isThorough && isSettled(count, day, settings))) continue;
      const range = { from: day.day * dayMs, to: (day.day + 1) * dayMs - 1 };
      changed += await inSlices(prisma, causeId, range, (judge) => judgeDay(judge, day, limits));
    }
  }
  return changed;
}

/** A guess without the lock. Whoever adds to the day later looks at it again. */
function isSettled(count: ClickDayCount, day: CampaignDay, settings: TrafficSettings): boolean {
  const stretches = settings.between(rule, day.day * dayMs, (day.day + 1) * dayMs - 1);
  if (stretches.length > 1) return false;
  const wanted = spansOf(count, day, settings).length > 0 ? count.clicks - count.matched : 0;
  return count.marked === wanted && count.markedMatched === 0;
}

function spansOf(count: ClickDayCount, { day }: CampaignDay, settings: TrafficSettings): MarkedSpan[] {
  return settings
    .between(rule, day * dayMs, (day + 1) * dayMs - 1)
    .filter(({ setting }) => isMeasured(count, setting.params))
    .map(({ from, to, setting }) => ({ from, to, mark: markOf(rule, setting.version) }));
}

async function judgeDay(judge: Judge, day: CampaignDay, limits: Limits): Promise<SliceOutcome> {
  const { db, settings } = judge;
  const [count] = await countClickDays(db, [day]);
  const spans = count ? spansOf(count, day, settings) : [];
  const differing = await listDifferingClicks(db, day, spans, limits.changes);
  return await writeDiffering(judge, rule, differing, (day.day + 1) * dayMs - 1, limits);
}
