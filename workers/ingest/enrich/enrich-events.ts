import type { ValidEvent } from "@/lib/contracts/events";
import { readAddress } from "../filter/address/read-address";
import type { FilteredRecord } from "../filter/filter-events";
import { type Refusal, type Staged, stage } from "../staged";
import { type Agent, agentOf, unknownAgent } from "./agent-of";
import { amountOf } from "./amount-of";
import type { Catalogue } from "./catalogue";
import type { ConvertMoney } from "./convert-money";
import { costOf } from "./cost-of";
import { type CountryOf, countryCodeOf, unknownCountry } from "./country-of";
import { type Creations, createResolver } from "./resolve-references";
import { refuseSite, siteOf } from "./site-of";

/** A record with everything that is stored of it. */
export type EnrichedRecord = FilteredRecord &
  Agent & {
    userKey: string;
    /** Null without an address, or with text that is none. */
    addressKey: string | null;
    campaignId: string;
    /** Null where the sender told none. */
    site: string | null;
    country: string;
    /** In the account currency. */
    costMicros: number;
    /** Of a conversion, in the account currency; null of other kinds. */
    valueMicros: number | null;
  };

export interface EnrichContext {
  catalogue: Catalogue;
  unknownReferences: "reject" | "create";
  hashUser(userId: string): string;
  hashAddress(ip: string): string | null;
  countryOf: CountryOf;
  convert: ConvertMoney;
}

/**
 * Adds what the catalogue, the address and the user agent tell. Refuses a record whose campaign or
 * creative is not known or contradicts the catalogue, a site that is too long to be looked up, and an amount in a
 * currency that there is no rate for.
 */
export function enrichEvents(
  records: readonly FilteredRecord[],
  { catalogue, unknownReferences, hashUser, hashAddress, countryOf, convert }: EnrichContext,
): Staged<EnrichedRecord> & { created: Creations } {
  const { resolve, factsOf, created } = createResolver(catalogue, unknownReferences === "create");
  const staged = stage(records, (record): EnrichedRecord | Refusal => {
    const { kind, event } = record;
    const resolved = resolve(record);
    if ("rejection" in resolved) return { ...resolved, named: { ...event, kind } };
    const site = event.site === undefined ? null : siteOf(event.site);
    const refused = refuseSite(site);
    if (refused) return { ...refused, named: { ...event, kind } };
    const campaign = factsOf(resolved.campaignId);
    const amount = amountOf(record, campaign, convert);
    if ("rejection" in amount) return { ...amount, named: { ...event, kind } };
    return {
      userKey: hashUser(userOf(event)),
      addressKey: event.ip === undefined ? null : hashAddress(event.ip),
      campaignId: resolved.campaignId,
      site,
      country: countryOfEvent(event, countryOf),
      costMicros: costOf(kind, amount.micros, campaign),
      valueMicros: kind === "conversion" ? (amount.micros ?? 0) : null,
      ...(event.userAgent === undefined ? unknownAgent : agentOf(event.userAgent)),
      ...record,
    };
  });
  return { ...staged, created };
}

/** What the sender says wins, also when it is no country; else the address tells. */
function countryOfEvent({ country, ip }: ValidEvent["event"], countryOf: CountryOf): string {
  if (country !== undefined) return countryCodeOf(country);
  const address = ip === undefined ? null : readAddress(ip);
  return (address && countryOf(address)) ?? unknownCountry;
}

/** Whoever is not known is somebody else in each auction, not one person in all of them. */
function userOf(event: ValidEvent["event"]): string {
  if (event.userId !== undefined) return event.userId;
  return `unknown user of auction ${"auctionId" in event ? event.auctionId : ""}`;
}
