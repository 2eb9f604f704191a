import type { TrafficMessage } from "@/lib/contracts/traffic";
import type { IdentifiedRecord } from "./deduplicate/identify";

type Lists = Omit<TrafficMessage, "cause">;
interface Span {
  from: number;
  to: number;
}

/** Names take up to 8 kB each as JSON, so they are counted by their length too. */
const maxMessageLength = 200_000;
const entryLength = 100;

/**
 * Gives the messages that have role `traffic` look at what events touched: users, addresses and sites of
 * impressions and clicks (of conversions the users only), and the campaigns of clicks, each once with its first and
 * last event time. Messages are of at most some 200 kB; the same records always give the same ones. Bid
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

function spansOf(records: readonly IdentifiedRecord[]): Record<keyof Lists, Map<string, Span>> {
  const spans = {
    users: new Map<string, Span>(),
    addresses: new Map<string, Span>(),
    sites: new Map<string, Span>(),
    campaigns: new Map<string, Span>(),
  };
  for (const { kind, userKey, addressKey, site, campaignId, event } of records) {
    if (kind === "bid_request") continue;
    extend(spans.users, userKey, event.occurredAt);
    if (kind === "conversion") continue;
    if (addressKey !== null) extend(spans.addresses, addressKey, event.occurredAt);
    if (site !== null) extend(spans.sites, site, event.occurredAt);
    if (kind === "click") extend(spans.campaigns, campaignId, event.occurredAt);
  }
  return spans;
}

function extend(spans: Map<string, Span>, key: string, at: number): void {
  const span = spans.get(key);
  if (!span) spans.set(key, { from: at, to: at });
  else if (at < span.from) span.from = at;
  else if (at > span.to) span.to = at;
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
