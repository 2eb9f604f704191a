import { brokenRecords } from "./broken";
import { agents, campaigns, type PlainCampaign, reuseCampaign } from "./catalogue";
import { Random } from "./random";
import type { Meaning, Sent } from "./sent";
import { type Wording, writeRecord } from "./write-record";

const secondMs = 1000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export interface World {
  sent: Sent[];
  /** The end of the world's time, epoch milliseconds: every batch is received then. */
  now: number;
}

/**
 * Makes `events` records of all kinds over three days: people with impressions, clicks, conversions and
 * bid requests, crowds and machines that the rules have to find, and 5 % copies, 1 % ids used twice, 4 %
 * broken records, 3 % that come weeks late.
 */
export function makeWorld(events: number, seed: number, now: number): World {
  const random = new Random(seed);
  const sent: Sent[] = [];
  const plants = [...floods(random, now), ...reusedIds(random, now, Math.ceil(events * 0.005))];
  sent.push(...plants, ...brokenRecords(random, now, Math.ceil(events * 0.04)));
  const originals = Math.floor(events * 0.95);
  for (let user = 0; sent.length < originals; user += 1) sent.push(...lifeOf(`user ${user}`, random, now));
  sent.length = originals;
  while (sent.length < events) sent.push(random.pick(sent));
  return { sent, now };
}

interface Person {
  userId: string;
  address: string | null;
  agent: (typeof agents)[number] | null;
  /** Where all of it happens, instead of anywhere. */
  site?: string;
}

function lifeOf(userId: string, random: Random, now: number): Sent[] {
  const sent: Sent[] = [];
  const addresses = Array.from({ length: random.chance(0.02) ? 14 : 1 + random.below(3) }, () => addressOf(random));
  const agent = random.chance(0.2) ? null : random.chance(0.03) ? agents[2] : random.pick(agents.slice(0, 2));
  const lateBy = random.chance(0.03) ? (30 + random.below(40)) * dayMs : 0;
  const campaign = random.pick(campaigns.slice(0, 9));
  // some senders know whole seconds only
  const step = random.chance(0.3) ? secondMs : 1;
  for (let session = random.below(5); session >= 0; session -= 1) {
    const person = { userId, agent, address: random.chance(0.1) ? null : random.pick(addresses) };
    const start = now - lateBy - hourMs - random.below(3 * dayMs);
    sent.push(...sessionOf(person, campaign, Math.floor(start / step) * step, step, random));
  }
  return sent;
}

function sessionOf(person: Person, campaign: PlainCampaign, start: number, step: number, random: Random): Sent[] {
  const sent: Sent[] = [];
  let at = start;
  for (let left = 1 + random.below(5); left > 0; left -= 1) {
    const sees = !random.chance(0.1);
    if (random.chance(0.3)) sent.push(bidRequest(person, campaign, at, random));
    if (sees) sent.push(impression(person, campaign, at, random));
    if (random.chance(0.35)) {
      const delay = random.chance(0.1) ? random.below(400) : 500 + random.below(50_000);
      const clickAt = at + Math.floor(delay / step) * step;
      sent.push(click(person, campaign, clickAt, random));
      if (random.chance(0.1)) sent.push(click(person, campaign, clickAt + (1 + random.below(11)) * secondMs, random));
      if (random.chance(0.3)) sent.push(conversion(person, campaign, clickAt + random.below(hourMs), random));
    }
    at += (1 + random.below(20)) * secondMs;
  }
  return sent;
}

function common(person: Person, campaign: PlainCampaign, at: number, random: Random): Omit<Meaning, "kind"> {
  const { agent, userId, address } = person;
  return {
    eventId: random.chance(0.15) ? null : `event ${random.below(2 ** 31)} ${at}`,
    at,
    userId,
    campaignId: campaign.id,
    creativeId: null,
    site: person.site ?? (random.chance(0.1) ? null : `oracle-site-${random.below(40)}.net`),
    device: agent?.device ?? "unknown",
    // without one the address would be looked up, which no plain loop can
    country: address !== null || random.chance(0.5) ? random.pick(["DE", "AT", "FR"]) : "unknown",
    priceMicros: null,
    valueMicros: null,
    currency: null,
    address,
    recordRules: [...(agent?.rules ?? []), ...(address === null ? [] : addressRules(address))],
  };
}

function wording(person: Person): Wording {
  return { agent: person.agent?.text ?? null };
}

function impression(person: Person, campaign: PlainCampaign, at: number, random: Random): Sent {
  const base = common(person, campaign, at, random);
  const priced = random.chance(0.3);
  const hidden = random.chance(0.01);
  const means: Meaning = {
    ...base,
    kind: "impression",
    site: base.site ?? "oracle-somewhere.net",
    creativeId: random.pick(campaign.creativeIds),
    priceMicros: priced ? random.below(5_000_000) : null,
    currency: priced && random.chance(0.5) ? random.pick(["EUR", "USD"]) : null,
    recordRules: hidden ? [...base.recordRules, "hidden_placement"] : base.recordRules,
  };
  return writeRecord("impressions", means, { ...wording(person), ...(hidden ? { hidden } : {}) });
}

function click(person: Person, campaign: PlainCampaign, at: number, random: Random): Sent {
  const creativeId = random.chance(0.5) ? random.pick(campaign.creativeIds) : null;
  const base = common(person, campaign, at, random);
  // ids decide between clicks at one instant, so the plain loops have to know them
  const eventId = base.eventId ?? (at % secondMs === 0 ? `click ${random.below(2 ** 31)} ${at}` : null);
  const means: Meaning = { ...base, eventId, kind: "click", creativeId };
  return writeRecord("interactions", means, wording(person));
}

function conversion(person: Person, campaign: PlainCampaign, at: number, random: Random): Sent {
  const valueMicros = random.below(90_000_000);
  const currency = random.chance(0.5) ? random.pick(["EUR", "USD"]) : null;
  const means: Meaning = { ...common(person, campaign, at, random), kind: "conversion", valueMicros, currency };
  return writeRecord("interactions", means, wording(person));
}

function bidRequest(person: Person, campaign: PlainCampaign, at: number, random: Random): Sent {
  const base = common(person, campaign, at, random);
  // exchanges mask addresses, so those rules do not judge bid requests
  const recordRules = [...(person.agent?.rules ?? [])];
  return writeRecord("bid-requests", { ...base, kind: "bid_request", recordRules }, wording(person));
}

/** Machines: one address with hundreds of clicks, one user with hundreds, one site in one minute. */
function floods(random: Random, now: number): Sent[] {
  const campaign = campaigns[0] as PlainCampaign;
  const start = now - 2 * dayMs;
  const clicks = (count: number, person: (index: number) => Person, spreadMs: number) =>
    Array.from({ length: count }, (_, index) => click(person(index), campaign, start + random.below(spreadMs), random));
  return [
    ...clicks(300, (index) => ({ userId: `farm ${index}`, address: "88.64.0.1", agent: null }), 20 * hourMs),
    // pairs at the same instant: the greater id is the repeated one
    ...Array.from({ length: 20 }, (_, index) =>
      ["a", "b"].map((letter) => {
        const person = { userId: `twice ${index}`, address: null, agent: null };
        const means = { ...common(person, campaign, start + index * secondMs, random), kind: "click" as const };
        return writeRecord("interactions", { ...means, eventId: `twice ${index} ${letter}` }, { agent: null });
      }),
    ).flat(),
    ...clicks(120, () => ({ userId: "busy user", address: null, agent: null }), 23 * hourMs),
    ...Array.from({ length: 400 }, (_, index) =>
      impression(
        { userId: `crowd ${index % 300}`, address: "88.64.0.2", agent: null, site: "oracle-site-0.net" },
        campaign,
        start + random.below(70_000),
        random,
      ),
    ),
  ];
}

/** Pairs of events with one id: the first to arrive wins. Each by a person of its own, whom nothing else knows. */
function reusedIds(random: Random, now: number, pairs: number): Sent[] {
  return Array.from({ length: pairs }, (_, index) => {
    const person = { userId: `reuse ${index}`, address: null, agent: null };
    const at = now - 8 * hourMs - random.below(2 * dayMs);
    return [at, random.chance(0.5) ? at : at + 1000 + random.below(dayMs / 4)].map((time, turn) => {
      const means: Meaning = {
        ...common(person, reuseCampaign, time, random),
        kind: "impression",
        eventId: `reused ${index}`,
        site: `oracle-turn-${turn}.net`,
        creativeId: reuseCampaign.creativeIds[0] ?? null,
      };
      return writeRecord("impressions", means, { agent: null });
    });
  }).flat();
}

function addressOf(random: Random): string {
  if (random.chance(0.01)) return "10.1.2.3";
  if (random.chance(0.01)) return "3.80.10.10";
  if (random.chance(0.1)) return `2003:de:1:${random.below(500).toString(16)}::${(1 + random.below(9)).toString(16)}`;
  return `88.64.${1 + random.below(200)}.${1 + random.below(250)}`;
}

function addressRules(address: string): string[] {
  if (address.startsWith("10.")) return ["non_routable_address"];
  return address.startsWith("3.80.") ? ["data_center_address"] : [];
}
