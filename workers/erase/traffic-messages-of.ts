import { type TrafficMessage, trafficSubject } from "@/lib/contracts/traffic-message";
import type { JourneyRef } from "@/lib/storage/erase/list-user-events";
import type { OutboxMessage } from "@/lib/storage/outbox/insert-outbox";
import { groupTimes, type TimeRange } from "@/workers/runtime/group-times";

/** Far below every server's largest message. */
const maxMessageBytes = 400_000;
/** Beside the names: an address key, times, and how they are called. */
const refBytes = 500;

/**
 * Makes the messages that have role `traffic` look again at those with whom deleted events shared an address, a site
 * or a campaign's day: their marks are a function of the events that are stored. The user is not named.
 */
export function trafficMessagesOf(erasureId: string, refs: readonly JourneyRef[]): OutboxMessage[] {
  return bySize(refs).flatMap((part) => messageOf(erasureId, part) ?? []);
}

function bySize(refs: readonly JourneyRef[]): JourneyRef[][] {
  const parts: JourneyRef[][] = [];
  let bytes = 0;
  for (const ref of refs) {
    // a character is at most 6 bytes of JSON
    const added = refBytes + 6 * ((ref.site?.length ?? 0) + ref.campaignId.length);
    const last = parts.at(-1);
    if (last && bytes + added <= maxMessageBytes) last.push(ref);
    else parts.push([ref]);
    bytes = last && bytes + added <= maxMessageBytes ? bytes + added : added;
  }
  return parts;
}

function messageOf(erasureId: string, refs: readonly JourneyRef[]): OutboxMessage | undefined {
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

/** Everything in a span is judged again, so what lies further apart stands as spans of its own. */
const gapMs = 60_000;

function spans(refs: readonly JourneyRef[], nameOf: (ref: JourneyRef) => string | null): [string, TimeRange][] {
  const found = new Map<string, TimeRange[]>();
  for (const ref of refs) {
    const name = nameOf(ref);
    if (name !== null) {
      const times = found.get(name) ?? [];
      times.push({ from: ref.at, to: ref.at });
      found.set(name, times);
    }
  }
  return [...found].flatMap(([name, times]) =>
    groupTimes(times, gapMs).map((span): [string, TimeRange] => [name, span]),
  );
}
