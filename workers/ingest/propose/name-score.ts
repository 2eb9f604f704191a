import type { EventKind } from "@/lib/contracts/kinds";

/** What senders call our fields, as words; `{kind}` is the word for the kind. The earlier the likelier. */
const names: Readonly<Record<string, readonly string[]>> = {
  eventId: [
    "event id",
    "{kind} id",
    "event uuid",
    "{kind} uuid",
    "message id",
    "log id",
    "record id",
    "uuid",
    "guid",
    "id",
  ],
  occurredAt: [
    "{kind} time",
    "event time",
    "occurred at",
    "occurred",
    "time",
    "{kind} date",
    "event date",
    "created at",
    "logged at",
    "created",
    "date",
    "at",
    "when",
  ],
  userId: [
    "user id",
    "user",
    "visitor id",
    "cookie id",
    "device id",
    "customer id",
    "client id",
    "member id",
    "viewer id",
    "person id",
    "user key",
    "ifa",
    "idfa",
    "gaid",
    "visitor",
    "cookie",
  ],
  campaignId: ["campaign id", "campaign", "campaign key", "campaign number"],
  creativeId: ["creative id", "creative", "ad creative id", "ad creative", "ad id", "banner id", "ad", "banner"],
  auctionId: ["auction id", "auction", "bid request id", "bid id", "request id", "transaction id"],
  site: [
    "site domain",
    "site",
    "page domain",
    "publisher domain",
    "domain",
    "page url",
    "site url",
    "page",
    "url",
    "hostname",
    "host",
    "website",
    "app bundle",
    "bundle",
    "publisher",
  ],
  currency: ["currency code", "currency"],
  userAgent: ["user agent", "agent", "browser agent", "ua"],
  ip: ["ip address", "client ip", "user ip", "remote ip", "remote address", "ip", "ipv6", "client address"],
  country: ["country code", "country", "geo country"],
  placement: ["placement id", "placement", "ad slot", "slot", "ad unit", "position", "tag id"],
  priceMicros: ["price micros", "cost micros", "win price", "clear price", "paid price", "price", "cost", "spend"],
  viewable: ["is viewable", "viewable", "in view", "viewed", "visible"],
  width: ["ad width", "width", "w"],
  height: ["ad height", "height", "h"],
  hidden: ["is hidden", "hidden"],
  conversionType: [
    "conversion type",
    "event type",
    "action type",
    "event name",
    "goal name",
    "action",
    "goal",
    "type",
    "event",
    "kind",
  ],
  valueMicros: [
    "value micros",
    "conversion value",
    "order value",
    "order total",
    "revenue",
    "amount",
    "value",
    "total",
  ],
  orderId: ["order id", "order number", "order", "transaction id", "basket id", "purchase id"],
  advertiserId: ["advertiser id", "advertiser", "account id", "brand id"],
  adFormat: ["ad format", "ad type", "creative format", "creative type", "media type", "format"],
  bidFloorMicros: ["bid floor micros", "bid floor", "floor price", "reserve price", "minimum bid", "floor"],
  targeting: ["targeting", "audience", "segments"],
};

const kindWords: Readonly<Record<EventKind, readonly string[]>> = {
  impression: ["impression", "view"],
  click: ["click"],
  conversion: ["conversion"],
  bid_request: ["bid request", "bid", "request"],
};

/**
 * Makes the function that says how well the words of a path of theirs, as `tokensOf` gives them joined
 * with spaces, fit a field of ours in records of some kinds: from 0, not at all, to 1.
 */
export function nameScorer(kinds: readonly EventKind[]): (field: string, tokens: string) => number {
  const words = kinds.flatMap((kind) => kindWords[kind]);
  const written = new Map(
    Object.entries(names).map(([field, phrases]) => [field, phrases.flatMap((phrase) => withKinds(phrase, words))]),
  );
  return (field, tokens) => {
    const phrases = written.get(field) ?? [];
    const found = phrases.findIndex((phrase) => tokens === phrase || tokens.endsWith(` ${phrase}`));
    if (found < 0) return 0;
    const phrase = phrases[found] ?? "";
    const whole = tokens === phrase ? 1 : phrase.includes(" ") ? 0.8 : 0.6;
    // of names that fit equally well the likelier wins
    return whole - (found / phrases.length) * 0.15;
  };
}

function withKinds(phrase: string, words: readonly string[]): string[] {
  return phrase.includes("{kind}") ? words.map((word) => phrase.replace("{kind}", word)) : [phrase];
}
