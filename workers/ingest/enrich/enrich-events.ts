import type { ValidEvent } from "@/lib/contracts/events";
import type { Rejection } from "@/lib/contracts/reject-reasons";
import type { FilteredRecord } from "../filter/filter-events";
import { type Staged, stage } from "../staged";
import { type Agent, agentOf, unknownAgent } from "./agent-of";
import type { CampaignFacts, Catalogue } from "./catalogue";
import { costOf } from "./cost-of";
import { type Creations, createResolver } from "./resolve-references";
import { siteOf } from "./site-of";

/** A record with everything that is stored of it. */
export type EnrichedRecord = FilteredRecord &
  Agent & {
    userKey: string;
    campaignId: string;
    /** Null where the sender told none. */
    site: string | null;
    country: string;
    costMicros: number;
  };

export interface EnrichContext {
  catalogue: Catalogue;
  unknownReferences: "reject" | "create";
  hashUser(userId: string): string;
}

/**
 * Adds what the catalogue, the address and the user agent tell. Refuses a record whose campaign or
 * creative is not known or contradicts the catalogue, and an amount in another currency than the account's.
 */
export function enrichEvents(
  records: readonly FilteredRecord[],
  { catalogue, unknownReferences, hashUser }: EnrichContext,
): Staged<EnrichedRecord> & { created: Creations } {
  const { resolve, factsOf, created } = createResolver(catalogue, unknownReferences === "create");
  const staged = stage(records, (record): EnrichedRecord | { rejection: Rejection } => {
    const { event } = record;
    const resolved = resolve(record);
    if ("rejection" in resolved) return resolved;
    const campaign = factsOf(resolved.campaignId);
    const rejection = currencyProblem(record, campaign);
    if (rejection) return { rejection };
    return {
      userKey: hashUser(userOf(event)),
      campaignId: resolved.campaignId,
      site: event.site === undefined ? null : siteOf(event.site),
      country:
        event.country !== undefined && /^[A-Z]{2,3}$/i.test(event.country) ? event.country.toUpperCase() : "unknown",
      costMicros: costOf(record, campaign),
      ...(event.userAgent === undefined ? unknownAgent : agentOf(event.userAgent)),
      ...record,
    };
  });
  return { ...staged, created };
}

/** Money of several currencies must not be added up; a bid floor is added to nothing. */
function currencyProblem({ kind, event }: ValidEvent, campaign: CampaignFacts): Rejection | null {
  const amount = kind === "impression" ? event.priceMicros : kind === "conversion" ? event.valueMicros : undefined;
  if (amount === undefined || event.currency === undefined || event.currency === campaign.currency) return null;
  const message = `currency is ${event.currency}, but the account of the campaign is kept in ${campaign.currency}: send amounts in ${campaign.currency}.`;
  return { reason: "invalid_value", field: "currency", message };
}

/** Whoever is not known is somebody else in each auction, not one person in all of them. */
function userOf(event: ValidEvent["event"]): string {
  if (event.userId !== undefined) return event.userId;
  return `unknown user of auction ${"auctionId" in event ? event.auctionId : ""}`;
}
