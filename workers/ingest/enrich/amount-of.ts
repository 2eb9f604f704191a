import type { ValidEvent } from "@/lib/contracts/events";
import type { Refusal } from "../staged";
import type { CampaignFacts, Catalogue } from "./catalogue";
import { type ConvertMoney, rateDays, utcDay } from "./convert-money";
import { campaignOf } from "./resolve-references";

/**
 * Gives an event's own amount in micros of the account currency: the price of an impression, the value of a
 * conversion; undefined where it has none. An amount without a currency is in the account's. A bid floor is
 * no amount of ours: it stays as it was sent and is added to nothing.
 */
export function amountOf(
  record: ValidEvent,
  campaign: CampaignFacts,
  convert: ConvertMoney,
): { micros: number | undefined } | Refusal {
  const { event } = record;
  const { field, micros } = sentAmount(record);
  if (micros === undefined || event.currency === undefined || event.currency === campaign.currency) return { micros };
  const converted = convert(micros, event.currency, campaign.currency, event.occurredAt);
  if (converted === null) return noRate(event.currency, campaign.currency, event.occurredAt);
  if (converted > BigInt(Number.MAX_SAFE_INTEGER)) {
    const message = `${field} is more in ${campaign.currency} than can be kept exactly.`;
    return { rejection: { reason: "out_of_range", field, message } };
  }
  return { micros: Number(converted) };
}

function sentAmount({ kind, event }: ValidEvent): { field: string; micros: number | undefined } {
  if (kind === "impression") return { field: "priceMicros", micros: event.priceMicros };
  return { field: "valueMicros", micros: kind === "conversion" ? event.valueMicros : undefined };
}

/** Replaying helps once there is a rate. */
function noRate(from: string, to: string, at: number): Refusal {
  const message = `currency is ${from}, the account of the campaign is kept in ${to}, and there is no rate between them of ${utcDay(at)} or the ${rateDays} days before: add one, and the record can be replayed.`;
  return { rejection: { reason: "unknown_reference", field: "currency", message, reference: `currency:${from}` } };
}

/** Gives the UTC days (`YYYY-MM-DD`) whose rates have to be at hand before the events can be enriched, each once. */
export function rateDaysOf(events: readonly ValidEvent[], catalogue: Catalogue): string[] {
  const times = new Map<string, number>();
  for (const record of events) {
    const { currency, occurredAt } = record.event;
    if (currency === undefined || sentAmount(record).micros === undefined) continue;
    if (currency !== campaignOf(record, catalogue).currency) times.set(utcDay(occurredAt), occurredAt);
  }
  const days = new Set<string>();
  for (const at of times.values()) for (let age = 0; age <= rateDays; age += 1) days.add(utcDay(at, age));
  return [...days];
}
