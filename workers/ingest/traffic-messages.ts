import type { TrafficMessage } from "@/lib/contracts/traffic-message";
import { groupTimes, type TimeRange } from "@/workers/runtime/group-times";
import type { IdentifiedRecord } from "./deduplicate/identify";

type Lists = Omit<TrafficMessage, "cause">;
/**
 * Touched times of a key at most this far apart stand as one span. Everything in a span is looked at again, so a
 * busy site of which a file holds some events a day must not have all between them looked at.
 */
const gapMs = { users: 3_600_000, addresses: 3_600_000, sites: 60_000, campaigns: 3_600_000 } as const;

/** Names take up to 8 kB each as JSON, so they are counted by their length too. */
const maxMessageLength = 200_000;
const entryLength = 100;

/**
 * Gives the messages that have role `traffic` look at what events touched: users, addresses and sites of
 * impressions and clicks (of conversions the users only), and the campaigns of clicks, each with the first and
 * last event time of every stretch in which it has events. Messages are of at most some 200 kB; the same records always give the same ones. Bid
 * requests touch nothing.
 * @param cause names the cause in the ledger: the batch, or the replay
 */
export function trafficMessages(cause: string, records: readonly IdentifiedRecord[]): TrafficMessage[] {
  const { users, addresses, sites, campaigns } = spansOf(records);
  const writer = createWriter(cause);
  for (const [userKey, span] of users) writer.to(userKey.length).users.push({ userKey, ...span });
  for (const [addressKey, span] of addresses) writer.to(addressKey.length).addresses.push({ addressKey, ...span });
  for (const [site, span] of sites) writer.to(site.length).sites.push({ site, ...span });
  for (const [campaignId, span] of campaigns) writer.to(campaignId.length).campaigns.push({ campaignId, ...span });
  return writer.messages;
}

function spansOf(records: readonly IdentifiedRecord[]): Record<keyof Lists, [string, TimeRange][]> {
  const touched = {
    users: new Map<string, TimeRange[]>(),
    addresses: new Map<string, TimeRange[]>(),
    sites: new Map<string, TimeRange[]>(),
    campaigns: new Map<string, TimeRange[]>(),
  };
  for (const { kind, userKey, addressKey, site, campaignId, event } of records) {
    if (kind === "bid_request") continue;
    add(touched.users, userKey, event.occurredAt);
    if (kind === "conversion") continue;
    if (addressKey !== null) add(touched.addresses, addressKey, event.occurredAt);
    if (site !== null) add(touched.sites, site, event.occurredAt);
    if (kind === "click") add(touched.campaigns, campaignId, event.occurredAt);
  }
  const spans = (list: keyof Lists) =>
    [...touched[list]].flatMap(([key, times]) =>
      groupTimes(times, gapMs[list]).map((span): [string, TimeRange] => [key, span]),
    );
  return {
    users: spans("users"),
    addresses: spans("addresses"),
    sites: spans("sites"),
    campaigns: spans("campaigns"),
  };
}

function add(touched: Map<string, TimeRange[]>, key: string, at: number): void {
  const times = touched.get(key);
  if (times) times.push({ from: at, to: at });
  else touched.set(key, [{ from: at, to: at }]);
}

/** Gives for each entry the message that it goes into, and begins another one when that is full. */
function createWriter(cause: string) {
  const messages: TrafficMessage[] = [];
  let length = 0;
  return {
    messages,
    to: (keyLength: number): TrafficMessage => {
      const last = messages.at(-1);
      // a character is at most 6 bytes of JSON, and most are one
      const added = entryLength + (keyLength > 64 ? keyLength * 6 : keyLength);
      if (last && length + added <= maxMessageLength) {
        length += added;
        return last;
      }
      const next: TrafficMessage = { cause, users: [], addresses: [], sites: [], campaigns: [] };
      messages.push(next);
      length = added;
      return next;
    },
  };
}
