import type { TrafficRuleName } from "@/lib/contracts/traffic";
import type { TrafficMessage } from "@/lib/contracts/traffic-message";
import type { PrismaClient } from "@/lib/storage/prisma";
import { listKeys } from "@/lib/storage/traffic/list-keys";
import { judgeTouched } from "./judge-touched";

const keysAtOnce = 1000;

const scopes: Partial<Record<TrafficRuleName, Parameters<typeof listKeys>[1]>> = {
  repeated_click: "user",
  click_too_soon: "user",
  user_rate: "user",
  user_on_many_addresses: "user",
  address_rate: "address",
  site_rate: "site",
  click_without_impression: "campaign",
};

/**
 * Judges every event of a stretch of time by a rule over several events again, key by key, as if all of them
 * had been touched.
 * @param range epoch milliseconds, both inclusive
 * @returns how many events have another reason than before
 */
export async function judgeStretch(
  prisma: PrismaClient,
  cause: string,
  rule: TrafficRuleName,
  range: { from: number; to: number },
  signal: AbortSignal,
): Promise<number> {
  const scope = scopes[rule];
  let changed = 0;
  let keys: string[] = [];
  for (let after = ""; scope !== undefined; after = keys.at(-1) ?? "") {
    signal.throwIfAborted();
    keys = await listKeys(prisma, scope, range, after, keysAtOnce);
    const message: TrafficMessage = {
      cause,
      users: scope === "user" ? keys.map((userKey) => ({ userKey, ...range })) : [],
      addresses: scope === "address" ? keys.map((addressKey) => ({ addressKey, ...range })) : [],
      sites: scope === "site" ? keys.map((site) => ({ site, ...range })) : [],
      campaigns: scope === "campaign" ? keys.map((campaignId) => ({ campaignId, ...range })) : [],
    };
    changed += await judgeTouched(prisma, message, { isThorough: scope === "campaign" });
    if (keys.length < keysAtOnce) break;
  }
  return changed;
}
