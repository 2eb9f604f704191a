import type { PrismaClient } from "@/lib/storage/prisma";
import type { EventKey } from "@/lib/storage/traffic/key-events";
import { listDiffering } from "@/lib/storage/traffic/list-differing";
import { cutSlice, findReach, loadTimes } from "@/lib/storage/traffic/load-times";
import { rateReach } from "./rate-reach";
import { rateMarks, rateRules } from "./rules/rate";
import { inSlices, type Limits, type SliceOutcome } from "./slices";
import type { Judge } from "./under-lock";
import { writeDiffering } from "./write-differing";

export interface RateRange {
  kind: "impression" | "click";
  from: number;
  to: number;
}

/**
 * Judges by its rate rule what the touched events of one key and kind can change, however many there are:
 * slice by slice, each in a transaction of its own, with as many events around it as the limits count.
 * @returns how many events have another reason than before
 */
export async function judgeRate(
  prisma: PrismaClient,
  causeId: string,
  key: EventKey,
  touched: RateRange,
  limits: Limits,
): Promise<number> {
  return await inSlices(prisma, causeId, touched, (judge, rest) =>
    judgeSlice(judge, key, { ...touched, ...rest }, limits),
  );
}

async function judgeSlice(judge: Judge, key: EventKey, touched: RateRange, limits: Limits): Promise<SliceOutcome> {
  const { db, settings } = judge;
  const { kind } = touched;
  const rule = rateRules[key.scope];
  const slice = await cutSlice(db, key, touched, limits.events);
  const reach = rateReach(settings, rule, kind, slice);
  const judged = await findReach(db, key, slice, reach);
  const times = await loadTimes(db, key, judged, reach);
  const spans = rateMarks(rule, kind, times, settings.between(rule, judged.from, judged.to));
  const differing = await listDiffering(db, key, rule, judged, spans, limits.changes);
  return await writeDiffering(judge, rule, differing, slice.to, limits);
}
