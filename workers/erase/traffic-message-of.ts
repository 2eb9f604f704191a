import { type TrafficMessage, trafficSubject } from "@/lib/contracts/traffic";
import type { JourneyRef } from "@/lib/storage/erase/list-user-events";
import type { OutboxMessage } from "@/lib/storage/outbox/insert-outbox";

/**
 * Makes the message that has role `traffic` look again at those with whom deleted events shared an address, a site
 * or a campaign's day: their marks are a function of the events that are stored. The user is not named.
 */
export function trafficMessageOf(erasureId: string, refs: readonly JourneyRef[]): OutboxMessage | undefined {
  const counted = refs.filter((ref) => ref.table !== "conversion");
  const clicks = refs.filter((ref) => ref.table === "click");
  const message: TrafficMessage = {
    cause: erasureId,
    users: [],
    addresses: spans(counted, (ref) => ref.addressKey).map(([addressKey, span]) => ({ addressKey, ...span })),
    sites: spans(counted, (ref) => ref.site).map(([site, span]) => ({ site, ...span })),
    campaigns: spans(clicks, (ref) => ref.campaignId).map(([campaignId, span]) => ({ campaignId, ...span })),
  };
  const isEmpty = message.addresses.length + message.sites.length + message.campaigns.length === 0;
  return isEmpty ? undefined : { subject: trafficSubject, body: JSON.stringify(message) };
}

function spans(
  refs: readonly JourneyRef[],
  nameOf: (ref: JourneyRef) => string | null,
): [string, { from: number; to: number }][] {
  const found = new Map<string, { from: number; to: number }>();
  for (const ref of refs) {
    const name = nameOf(ref);
    if (name === null) continue;
    const { from, to } = found.get(name) ?? { from: ref.at, to: ref.at };
    found.set(name, { from: Math.min(from, ref.at), to: Math.max(to, ref.at) });
  }
  return [...found];
}
