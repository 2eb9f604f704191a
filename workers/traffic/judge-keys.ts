import { TrafficSettings } from "@/lib/contracts/traffic-settings";
import type { PrismaClient } from "@/lib/storage/prisma";
import { countKeyEvents } from "@/lib/storage/traffic/count-key-events";
import { listTrafficSteps } from "@/lib/storage/traffic/list-traffic-steps";
import { judgeRate } from "./judge-rate";
import { rateReach } from "./rate-reach";
import { rateRules } from "./rules/rate";
import type { Limits } from "./slices";

const keysAtOnce = 500;

export interface KeyTouched {
  key: string;
  /** Epoch milliseconds, both inclusive. */
  from: number;
  to: number;
}

/**
 * Judges by their rate rule what the touched events of addresses or sites can change. Nearly all of them have
 * fewer events around than any limit and no mark; these need no more than a count.
 * @returns how many events have another reason than before
 */
export async function judgeKeys(
  prisma: PrismaClient,
  causeId: string,
  scope: "address" | "site",
  touched: readonly KeyTouched[],
  limits: Limits,
): Promise<number> {
  const settings = new TrafficSettings(await listTrafficSteps(prisma));
  let changed = 0;
  for (let start = 0; start < touched.length; start += keysAtOnce) {
    for (const kind of ["impression", "click"] as const) {
      const some = touched.slice(start, start + keysAtOnce);
      for (const { key, from, to } of await listBusy(prisma, settings, scope, kind, some)) {
        changed += await judgeRate(prisma, causeId, { scope, key }, { kind, from, to }, limits);
      }
    }
  }
  return changed;
}

/** Looks without the lock: whoever adds events later looks at the same again. */
async function listBusy(
  prisma: PrismaClient,
  settings: TrafficSettings,
  scope: "address" | "site",
  kind: "impression" | "click",
  touched: readonly KeyTouched[],
): Promise<KeyTouched[]> {
  const rule = rateRules[scope];
  const reaches = touched.map((span) => rateReach(settings, rule, kind, span));
  const counts = await countKeyEvents(
    prisma,
    scope,
    rule,
    touched.map(({ key, from, to }, index) => {
      const { ms = 0, fewest = 0 } = reaches[index] ?? {};
      return { key, kind, from: from - ms, to: to + ms, limit: fewest };
    }),
  );
  return touched.filter((_, index) => {
    const { count = 0, isMarked = false } = counts[index] ?? {};
    const { events = 0, fewest = 0 } = reaches[index] ?? {};
    // where no limit counts this kind, there is nothing to find but marks of earlier settings
    return isMarked || (events > 0 && count > fewest);
  });
}
