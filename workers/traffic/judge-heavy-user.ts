import { dayMs } from "@/lib/attribution/journey";
import type { PrismaClient } from "@/lib/storage/prisma";
import { listClickDays } from "@/lib/storage/traffic/list-click-days";
import { listDiffering } from "@/lib/storage/traffic/list-differing";
import { listUserAddresses } from "@/lib/storage/traffic/list-user-addresses";
import { loadPairSlice } from "@/lib/storage/traffic/load-pair-slice";
import { cutSlice } from "@/lib/storage/traffic/load-times";
import type { UserSpan } from "@/lib/storage/traffic/load-users";
import type { MarksRow } from "@/lib/storage/traffic/update-marks";
import { ClickWalk, nearMsOf } from "./click-walk";
import { judgeRate } from "./judge-rate";
import type { ClickWindows, UserVerdict } from "./judge-user";
import { markOfRule, replaceMark } from "./marks";
import { enoughAddresses, manyAddressesMarks, reachDays, utcDayOf } from "./rules/user-on-many-addresses";
import { inSlices, type Limits, type SliceOutcome } from "./slices";
import type { Judge } from "./under-lock";
import { writeDiffering } from "./write-differing";
import { writeMarks } from "./write-marks";

/** So many days of addresses are judged at once. */
const daysAtOnce = 31;
/** So many events of a pair are in memory. */
const pageEvents = 2000;

/**
 * Judges a user who is none (a shared or empty id) as `judgeUser` does, but rule by rule, slice by slice and
 * with bounded memory, however many events it has.
 */
export async function judgeHeavyUser(
  prisma: PrismaClient,
  causeId: string,
  touched: UserSpan,
  windows: ClickWindows,
  limits: Limits,
): Promise<{ changed: number; clickDays: UserVerdict["clickDays"] }> {
  const key = { scope: "user", key: touched.userKey } as const;
  let changed = 0;
  for (const kind of ["impression", "click"] as const) {
    changed += await judgeRate(prisma, causeId, key, { kind, from: touched.from, to: touched.to }, limits);
  }
  changed += await inSlices(prisma, causeId, touched, (judge, rest) =>
    judgeAddresses(judge, { ...touched, ...rest }, limits),
  );
  changed += await inSlices(prisma, causeId, touched, (judge, rest) =>
    judgeClicks(judge, { ...touched, ...rest }, windows, limits),
  );
  const clicks = await listClickDays(prisma, touched.userKey, { from: touched.from, to: touched.to + windows.longest });
  const clickDays = clicks.flatMap(({ campaignId, days }) =>
    days.filter((day) => day * dayMs <= touched.to + windows.of(campaignId)).map((day) => ({ campaignId, day })),
  );
  return { changed, clickDays };
}

async function judgeAddresses(judge: Judge, touched: UserSpan, limits: Limits): Promise<SliceOutcome> {
  const { db, settings } = judge;
  const firstDay = utcDayOf(touched.from);
  const lastDay = Math.min(utcDayOf(touched.to), firstDay + daysAtOnce - 1);
  const judged = { from: (firstDay - reachDays) * dayMs, to: (lastDay + reachDays + 1) * dayMs - 1 };
  const stretches = settings.between("user_on_many_addresses", judged.from, judged.to);
  const days = Array.from(
    { length: lastDay - firstDay + 1 + 4 * reachDays },
    (_, index) => firstDay - 2 * reachDays + index,
  );
  const addresses = await listUserAddresses(db, touched.userKey, days, enoughAddresses(stretches));
  const spans = manyAddressesMarks(addresses, stretches);
  const key = { scope: "user", key: touched.userKey } as const;
  const differing = await listDiffering(db, key, "user_on_many_addresses", judged, spans, limits.changes);
  const doneTo = Math.min(touched.to, (lastDay + 1) * dayMs - 1);
  return await writeDiffering(judge, "user_on_many_addresses", differing, doneTo, limits);
}

async function judgeClicks(
  judge: Judge,
  touched: UserSpan,
  windows: ClickWindows,
  limits: Limits,
): Promise<SliceOutcome> {
  const { db, settings, causeId } = judge;
  const { userKey, from } = touched;
  const { to } = await cutSlice(db, { scope: "user", key: userKey }, touched, limits.events);
  const nearMs = nearMsOf(settings, { from, to });
  const changes: Omit<MarksRow, "reason">[] = [];
  for (const { campaignId } of await listClickDays(db, userKey, { from, to: to + nearMs })) {
    const walk = new ClickWalk(settings, windows.of(campaignId), nearMs);
    const pages = pagesOf(judge, { userKey, campaignId, from: from - nearMs, until: to + nearMs });
    for await (const event of pages) {
      const verdict = walk.step(event);
      if (!verdict || event.at < from) continue;
      const isSame = (["repeated_click", "click_too_soon"] as const).every(
        (rule) => markOfRule(event.marks, rule) === verdict[rule],
      );
      if (isSame) continue;
      const repeated = replaceMark(event.marks, "repeated_click", verdict.repeated_click);
      changes.push({ ...event, marks: replaceMark(repeated, "click_too_soon", verdict.click_too_soon) });
    }
  }
  return { changed: await writeMarks(db, settings, causeId, changes), doneTo: to };
}

async function* pagesOf(
  { db }: Judge,
  pair: { userKey: string; campaignId: string; from: number; until: number },
): AsyncGenerator<Awaited<ReturnType<typeof loadPairSlice>>[number]> {
  const { userKey, campaignId, from, until } = pair;
  let after: Parameters<typeof loadPairSlice>[1]["after"] = { at: from, kind: "impression", eventId: "" };
  for (;;) {
    const page = await loadPairSlice(db, { userKey, campaignId, after, until, limit: pageEvents });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageEvents) return;
    after = last;
  }
}
