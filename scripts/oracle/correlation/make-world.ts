import { agents } from "../world/catalogue";
import { Random } from "../world/random";
import type { Kind, Meaning, Path, Sent } from "../world/sent";
import { unassigned, writeRecord } from "../world/write-record";
import { type Campaign, campaigns, userTimeSource } from "./catalogue";

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Where the rule for bid requests has its borders, as impression minus bid request. */
const bidDistances = [
  0,
  1,
  40,
  secondMs,
  5 * minuteMs,
  5 * minuteMs + 1,
  dayMs,
  dayMs + 1,
  -1,
  -5 * minuteMs,
  -5 * minuteMs - 1,
];

const pathOf: Record<Kind, Path> = {
  impression: "impressions",
  click: "interactions",
  conversion: "interactions",
  bid_request: "bid-requests",
};

/**
 * Makes `events` records of a few weeks: people whose events lie at the same instants and at the borders of the
 * windows, some of them invalid, orders that come again, also from others, auctions with several bid requests
 * and impressions, and 3 % copies. What is late is up to the order in which they are sent.
 */
export function makeCorrelationWorld(events: number, seed: number, now: number): Sent[] {
  const random = new Random(seed);
  const sent: Sent[] = [];
  const originals = Math.floor(events * 0.97);
  for (let user = 0; sent.length < originals; user += 1) sent.push(...lifeOf(`user ${user}`, random, now));
  sent.length = originals;
  while (sent.length < events) sent.push(random.pick(sent));
  return sent;
}

/** A user with one to three campaigns, whose events crowd around a few instants. */
function lifeOf(userId: string, random: Random, now: number): Sent[] {
  const mine = Array.from({ length: 1 + random.below(3) }, () => random.pick(campaigns));
  const times: number[] = [];
  const auctions: { id: string; at: number }[] = [];
  const agent = random.chance(0.15) ? null : random.pick(agents.slice(0, 2));
  return Array.from({ length: 3 + random.below(24) }, () => {
    const campaign = random.pick(mine);
    const kind = kindOf(random);
    const at = Math.min(now - hourMs, timeOf(times, campaign, random, now));
    times.push(at);
    const isInvalid = random.chance(0.08);
    const wording = { agent: (isInvalid ? agents[2] : agent)?.text ?? null };
    const common = {
      ...noMeaning,
      kind,
      eventId: `${random.pick(["a", "B", "é", "Z", "_"])}${random.below(2 ** 31).toString(36)} ${at.toString(36)}`,
      at,
      userId,
      campaignId: campaign.id,
      site: random.chance(0.4) ? null : `oracle-site-${random.below(12)}.net`,
      device: (isInvalid ? null : agent?.device) ?? "unknown",
      country: random.pick(["DE", "AT", "FR", "unknown"]),
      recordRules: isInvalid ? ["known_crawler"] : [],
    };
    const means = { ...common, ...particular(kind, common, { campaign, auctions, latest: now - hourMs, random }) };
    const record = writeRecord(pathOf[kind], means, wording);
    return kind === "impression" && random.chance(0.3) ? { ...record, source: userTimeSource } : record;
  });
}

const noMeaning = {
  creativeId: null,
  priceMicros: null,
  valueMicros: null,
  currency: null,
  address: null,
} satisfies Partial<Meaning>;

function kindOf(random: Random): Kind {
  const draw = random.next();
  if (draw < 0.5) return "impression";
  if (draw < 0.68) return "click";
  return draw < 0.82 ? "conversion" : "bid_request";
}

/** A new instant; or one that is there; or one exactly, or a millisecond beside, a window away. */
function timeOf(times: readonly number[], campaign: Campaign, random: Random, now: number): number {
  const draw = random.next();
  if (times.length === 0 || draw < 0.35) {
    // mostly few days: a refresh takes the longer, the more quarters of an hour have changed apart from each other
    const daysBack = random.chance(0.04) ? 120 : 6;
    return Math.floor((now - hourMs - random.next() * daysBack * dayMs) / secondMs) * secondMs;
  }
  const known = random.pick(times);
  if (draw < 0.55) return known;
  if (draw < 0.75) {
    const window = random.pick([campaign.clickWindowDays, campaign.viewWindowDays]) * dayMs;
    const [later, earlier] = [known + window, known - window].map((at) => at + random.pick([-1, 0, 0, 1]));
    return later !== undefined && later < now - hourMs ? later : (earlier ?? known);
  }
  return known + random.pick([secondMs, minuteMs, 20 * minuteMs, 5 * hourMs, dayMs]) + random.below(3) - 1;
}

interface Around {
  campaign: Campaign;
  auctions: { id: string; at: number }[];
  latest: number;
  random: Random;
}

function particular(
  kind: Kind,
  { at }: { at: number },
  { campaign, auctions, latest, random }: Around,
): Partial<Meaning> {
  const creativeId = random.pick(campaign.creativeIds);
  switch (kind) {
    case "impression": {
      const known = random.chance(0.6) && auctions.length > 0 ? random.pick(auctions) : undefined;
      const site = `oracle-site-${random.below(12)}.net`;
      return {
        creativeId,
        site,
        priceMicros: random.below(5_000_000),
        viewable: random.pick([true, false, null]),
        auctionId: known?.id ?? (random.chance(0.3) ? `nobody's ${random.below(50)}` : null),
        // at a border of the rule, in place of where it would have been
        ...(known && random.chance(0.7) ? { at: Math.min(latest, known.at + random.pick(bidDistances)) } : {}),
      };
    }
    case "click":
      return { creativeId: random.chance(0.5) ? creativeId : null };
    case "conversion":
      return {
        creativeId: random.chance(0.3) ? creativeId : null,
        valueMicros: random.below(90_000_000),
        conversionType: random.pick(["purchase", "sign-up", "lead"]),
        orderId: random.chance(0.45) ? `order ${random.below(random.chance(0.3) ? 20 : 5000)}` : null,
      };
    case "bid_request": {
      const again = random.chance(0.15) && auctions.length > 0 ? random.pick(auctions) : undefined;
      const auction = again ?? { id: `auction ${random.below(2 ** 31)}`, at };
      auctions.push({ id: auction.id, at });
      return { auctionId: auction.id, ...(random.chance(0.3) ? { campaignId: unassigned } : {}) };
    }
  }
}
