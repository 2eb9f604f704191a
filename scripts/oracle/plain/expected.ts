import { createHmac } from "node:crypto";
import { campaigns, type PlainCampaign, rateOfDay } from "../world/catalogue";
import type { Meaning } from "../world/sent";
import { markAll } from "./mark";
import { type PlainSettings, precedence } from "./settings";
import type { Settled } from "./settle";

const hourMs = 3_600_000;
const quarterMs = 900_000;

/** Every table as sorted lines of text, which the database's rows are compared with. */
export type Tables = Record<"events" | "journeys" | "rejects" | "ledger" | "arrivals", string[]>;

/** Writes down what the tables must hold. `secret` keys the hashes of user ids. */
export function expectTables(
  settled: Settled,
  batches: ReadonlyMap<string, number>,
  context: { settings: PlainSettings; receivedAt: number; secret: string },
): Tables {
  const marks = markAll(settled.stored, context.settings);
  const userKey = keysOf(context.secret);
  const ledger = new Map(
    [...batches].map(([id, received]) => [id, { received, stored: 0, duplicate: 0, rejected: 0, filtered: 0 }]),
  );
  const arrivals = new Map<string, { duplicate: number; late: number }>();
  const arrival = (means: Meaning) => {
    const bucket = new Date(Math.floor(means.at / quarterMs) * quarterMs).toISOString();
    const key = [means.campaignId, means.kind, bucket].join("|");
    const known = arrivals.get(key) ?? { duplicate: 0, late: 0 };
    arrivals.set(key, known);
    return known;
  };
  const tables: Tables = { events: [], journeys: [], rejects: [], ledger: [], arrivals: [] };
  for (const { means, batchId } of settled.stored) {
    const carried = [...(marks.get(means) ?? [])]
      .map((rule) => `${rule}@${context.settings.at(rule, means.at).version}`)
      .sort();
    const reason = reasonOf(marks.get(means) ?? new Set(), means.at, context.settings);
    const key = userKey(means.userId);
    tables.events.push(eventLine(means, { batchId, key, carried, reason }));
    if (means.kind !== "bid_request") tables.journeys.push(journeyLine(means, { key, carried, reason }));
    const figures = ledger.get(batchId);
    if (figures) {
      figures.stored += 1;
      if (reason !== null) figures.filtered += 1;
    }
    if (context.receivedAt - means.at > hourMs) arrival(means).late += 1;
  }
  for (const { means, batchId } of settled.duplicates) {
    const figures = ledger.get(batchId);
    if (figures) figures.duplicate += 1;
    arrival(means).duplicate += 1;
  }
  for (const { batchId, record, reason, field } of settled.rejects) {
    const figures = ledger.get(batchId);
    if (figures) figures.rejected += 1;
    tables.rejects.push([batchId, record, reason, field ?? ""].join("|"));
  }
  for (const [id, sums] of ledger) tables.ledger.push([id, ...Object.values(sums)].join("|"));
  for (const [key, { duplicate, late }] of arrivals)
    if (duplicate + late > 0) tables.arrivals.push([key, duplicate, late].join("|"));
  for (const lines of Object.values(tables)) lines.sort();
  return tables;
}

interface Judged {
  batchId?: string;
  key: string;
  carried: string[];
  reason: string | null;
}

function eventLine(means: Meaning, { batchId, key, carried, reason }: Judged): string {
  const campaign = campaigns.find((each) => each.id === means.campaignId) as PlainCampaign;
  const site = means.site ?? (means.kind === "impression" || means.kind === "bid_request" ? "unknown" : "");
  return [
    means.kind,
    means.eventId ?? "h:",
    new Date(means.at).toISOString(),
    batchId,
    key,
    means.campaignId,
    means.kind === "bid_request" ? "" : (means.creativeId ?? ""),
    site,
    moneyOf(means, campaign),
    carried.join(","),
    reason ?? "",
  ].join("|");
}

function journeyLine(means: Meaning, { key, carried, reason }: Judged): string {
  const { kind, eventId, at, campaignId, creativeId, site, device, country } = means;
  const time = new Date(at).toISOString();
  const own = [key, campaignId, time, kind, eventId ?? "h:", creativeId ?? "", site ?? "", device, country];
  return [...own, carried.join(","), reason !== null].join("|");
}

function reasonOf(rules: ReadonlySet<string>, at: number, settings: PlainSettings): string | null {
  for (const rule of precedence) if (rules.has(rule) && settings.at(rule, at).enabled) return rule;
  return null;
}

/** The cost of an impression or click, the value of a conversion, nothing of a bid request. */
function moneyOf(means: Meaning, campaign: PlainCampaign): string {
  if (means.kind === "bid_request") return "";
  if (means.kind === "click") return String(campaign.pricing === "cpc" ? campaign.priceMicros : 0);
  const amount = means.kind === "conversion" ? means.valueMicros : means.priceMicros;
  if (amount !== null) return String(converted(amount, means.currency ?? campaign.currency, campaign.currency));
  return String(campaign.pricing === "cpm" ? halfEven(BigInt(campaign.priceMicros), 1000n) : 0);
}

/** The world knows euros and dollars, and one rate between them. */
function converted(micros: number, from: string, to: string): bigint {
  if (from === to) return BigInt(micros);
  const [whole = "", decimals = ""] = rateOfDay.split(".");
  const rate = BigInt(whole + decimals);
  const one = 10n ** BigInt(decimals.length);
  return from === "EUR" ? halfEven(BigInt(micros) * rate, one) : halfEven(BigInt(micros) * one, rate);
}

function halfEven(amount: bigint, divisor: bigint): bigint {
  const whole = amount / divisor;
  const rest = (amount % divisor) * 2n;
  return rest > divisor || (rest === divisor && whole % 2n === 1n) ? whole + 1n : whole;
}

function keysOf(secret: string): (userId: string) => string {
  const known = new Map<string, string>();
  return (userId) => {
    const key = known.get(userId) ?? createHmac("sha256", secret).update(userId).digest("hex").slice(0, 32);
    known.set(userId, key);
    return key;
  };
}
