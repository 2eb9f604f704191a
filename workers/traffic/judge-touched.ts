import type { TrafficMessage } from "@/lib/contracts/traffic";
import type { PrismaClient } from "@/lib/storage/prisma";
import { listClickWindows } from "@/lib/storage/traffic/list-click-windows";
import { dayMs } from "@/workers/correlate/journey";
import { groupTimes } from "@/workers/runtime/group-times";
import { judgeClickDays } from "./judge-click-days";
import { judgeHeavyUser } from "./judge-heavy-user";
import { judgeKeys, type KeyTouched } from "./judge-keys";
import { judgeUsers } from "./judge-users";
import { utcDayOf } from "./rules/user-on-many-addresses";
import { type Limits, limitsOfProduct } from "./slices";

const usersAtOnce = 200;
/** Touched times of a key at most this far apart are judged as one range. */
const gapMs = { user: dayMs, address: 3_600_000, site: 60_000 } as const;

export interface JudgeOptions {
  limits?: Limits;
  /** Also looks where nothing seems to have changed, since a rule's parameters did. */
  isThorough?: boolean;
}

/**
 * Judges by the rules over several events everything that touched events can change, and writes what is
 * different. Small transactions under one lock; doing it again changes nothing.
 * @returns how many events have another reason than before
 */
export async function judgeTouched(
  prisma: PrismaClient,
  message: TrafficMessage,
  { limits = limitsOfProduct, isThorough = false }: JudgeOptions = {},
): Promise<number> {
  const { cause } = message;
  const windows = await listClickWindows(prisma);
  const days = new Map<string, { campaignId: string; day: number }>();
  const addDays = (more: Iterable<{ campaignId: string; day: number }>) => {
    for (const each of more) days.set(`${each.day} ${each.campaignId}`, each);
  };
  let changed = 0;
  const users = merge(
    message.users.map(({ userKey, ...span }) => ({ key: userKey, ...span })),
    gapMs.user,
  );
  for (let start = 0; start < users.length; start += usersAtOnce) {
    const some = users.slice(start, start + usersAtOnce).map(({ key, from, to }) => ({ userKey: key, from, to }));
    const outcome = await judgeUsers(prisma, cause, some, windows, limits.userEvents);
    changed += outcome.changed;
    addDays(outcome.clickDays);
    for (const span of outcome.heavy) {
      const heavy = await judgeHeavyUser(prisma, cause, span, windows, limits);
      changed += heavy.changed;
      addDays(heavy.clickDays);
    }
  }
  const addresses = message.addresses.map(({ addressKey, ...span }) => ({ key: addressKey, ...span }));
  changed += await judgeKeys(prisma, cause, "address", merge(addresses, gapMs.address), limits);
  const sites = message.sites.map(({ site, ...span }) => ({ key: site, ...span }));
  changed += await judgeKeys(prisma, cause, "site", merge(sites, gapMs.site), limits);
  for (const { campaignId, from, to } of message.campaigns) addDays(daysOf(campaignId, from, to));
  const clickDays = [...days.values()].map((day) => ({ ...day, clickWindowMs: windows.of(day.campaignId) }));
  changed += await judgeClickDays(prisma, cause, clickDays, isThorough, limits);
  return changed;
}

/** Gives each key once for every stretch of time, in the order of the keys. */
function merge(touched: readonly KeyTouched[], gap: number): KeyTouched[] {
  const byKey = new Map<string, KeyTouched[]>();
  for (const each of touched) {
    const known = byKey.get(each.key);
    if (known) known.push(each);
    else byKey.set(each.key, [each]);
  }
  return [...byKey].flatMap(([key, own]) => groupTimes(own, gap).map((range) => ({ key, ...range })));
}

function* daysOf(campaignId: string, from: number, to: number): Generator<{ campaignId: string; day: number }> {
  for (let day = utcDayOf(from); day <= utcDayOf(to); day += 1) yield { campaignId, day };
}
