const maxTokens = 12;
const short: Readonly<Record<string, string>> = {
  imp: "impression",
  impr: "impression",
  clk: "click",
  conv: "conversion",
  cmp: "campaign",
  cmpgn: "campaign",
  camp: "campaign",
  advert: "ad",
  advertisement: "ad",
  adv: "advertiser",
  crtv: "creative",
  identifier: "id",
  addr: "address",
  usr: "user",
  cur: "currency",
  curr: "currency",
  req: "request",
  evt: "event",
  num: "number",
  no: "number",
};
/** Two words in one name, as their writers often join them. */
const joined: Readonly<Record<string, readonly string[]>> = {
  uid: ["user", "id"],
  userid: ["user", "id"],
  crid: ["creative", "id"],
  adid: ["ad", "id"],
  creativeid: ["creative", "id"],
  campaignid: ["campaign", "id"],
  auctionid: ["auction", "id"],
  orderid: ["order", "id"],
  eventid: ["event", "id"],
  useragent: ["user", "agent"],
  ipaddress: ["ip", "address"],
  pageurl: ["page", "url"],
  datetime: ["time"],
  timestamp: ["time"],
  ts: ["time"],
  bidfloor: ["bid", "floor"],
  bidfloorcur: ["bid", "floor", "currency"],
};

/**
 * Splits a path of theirs into its words, in small letters and written out: `clickTime`, `CLK_TS` and
 * `click.time` are `click time`. Numbers, as of entries of a list, are left out. At most 12 words.
 */
export function tokensOf(path: string): string[] {
  const words = path
    .slice(0, 256)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !/^\d+$/.test(word));
  return words.flatMap(writtenOut).slice(-maxTokens);
}

function writtenOut(word: string): readonly string[] {
  if (Object.hasOwn(joined, word)) return joined[word] ?? [word];
  return [Object.hasOwn(short, word) ? (short[word] ?? word) : word];
}
