import { dayMs } from "@/lib/attribution/journey";
import type { TrafficMessage } from "@/lib/contracts/traffic-message";
import type { PrismaClient } from "@/lib/storage/prisma";
import type { CampaignDay } from "@/lib/storage/traffic/click-day";
import { listClickWindows } from "@/lib/storage/traffic/list-click-windows";
import { groupTimes } from "@/workers/runtime/group-times";
import { judgeClickDays } from "./judge-click-days";
import { judgeHeavyUser } from "./judge-heavy-user";
import { judgeKeys, type KeyTouched } from "./judge-keys";
import type { ClickWindows, UserVerdict } from "./judge-user";
import { judgeUsers } from "./judge-users";
import { utcDayOf } from "./rules/user-on-many-addresses";
import { type Limits, limitsOfProduct } from "./slices";

const usersAtOnce = 200;
/**
 * Touched times of a key at most this far apart are judged as one range. Of a user no event may be judged by
 * two ranges at once, and a range reaches six whole days to both sides.
 */
const gapMs = { user: 15 * dayMs, heavyUser: 600_000, address: 3_600_000, site: 60_000 } as const;

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
  let { changed, clickDays } = await judgeAllUsers(prisma, message, windows, limits);
  const addresses = message.addresses.map(({ addressKey, ...span }) => ({ key: addressKey, ...span }));
  changed += await judgeKeys(prisma, cause, "address", merge(addresses, gapMs.address), limits);
  const sites = message.sites.map(({ site, ...span }) => ({ key: site, ...span }));
  changed += await judgeKeys(prisma, cause, "site", merge(sites, gapMs.site), limits);
  const days = new Map<string, CampaignDay>();
  for (const { campaignId, from, to } of message.campaigns) clickDays = clickDays.concat(daysOf(campaignId, from, to));
  for (const { campaignId, day } of clickDays)
    days.set(`${day} ${campaignId}`, { campaignId, day, clickWindowMs: windows.of(campaignId) });
  return changed + (await judgeClickDays(prisma, cause, [...days.values()], isThorough, limits));
}

async function judgeAllUsers(
  prisma: PrismaClient,
  { cause, users }: TrafficMessage,
  windows: ClickWindows,
  limits: Limits,
): Promise<{ changed: number; clickDays: UserVerdict["clickDays"] }> {
  const touched = users.map(({ userKey, ...span }) => ({ key: userKey, ...span }));
  const all = { changed: 0, clickDays: [] as UserVerdict["clickDays"] };
  const heavyKeys = new Set<string>();
  for (const some of inGroups(merge(touched, gapMs.user), usersAtOnce)) {
    const spans = some.map(({ key, from, to }) => ({ userKey: key, from, to }));
    const { changed, clickDays, heavy } = await judgeUsers(prisma, cause, spans, windows, limits.userEvents);
    all.changed += changed;
    all.clickDays = all.clickDays.concat(clickDays);
    for (const { userKey } of heavy) heavyKeys.add(userKey);
  }
  const heavy = touched.filter(({ key }) => heavyKeys.has(key));
  for (const { key, from, to } of merge(heavy, gapMs.heavyUser)) {
    const { changed, clickDays } = await judgeHeavyUser(prisma, cause, { userKey: key, from, to }, windows, limits);
    all.changed += changed;
    all.clickDays = all.clickDays.concat(clickDays);
  }
  return all;
}

function* inGroups<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
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

function daysOf(campaignId: string, from: number, to: number): UserVerdict["clickDays"] {
  const first = utcDayOf(from);
  return Array.from({ length: utcDayOf(to) - first + 1 }, (_, index) => ({ campaignId, day: first + index }));
}
