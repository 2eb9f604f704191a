import { unassignedId } from "@/lib/contracts/catalog";
import type { ValidEvent } from "@/lib/contracts/events";
import type { Refusal } from "../staged";
import type { CampaignFacts, Catalogue } from "./catalogue";

/**
 * What the catalogue has to learn before the events can be stored: campaigns under the advertiser
 * `unassigned`, creatives under its campaign of that name. A creative is never put under the campaign
 * that an event names, or the first event to arrive would decide for all.
 */
export interface Creations {
  campaignIds: Set<string>;
  creativeIds: Set<string>;
}

const unassignedFacts: CampaignFacts = { advertiserId: unassignedId, currency: "USD", pricing: "cpm", priceMicros: 0 };

/** Gives the facts of the campaign that counts for an event's money, whether or not the event will be refused. */
export function campaignOf({ kind, event }: ValidEvent, { campaigns, creatives }: Catalogue): CampaignFacts {
  const ofCreative =
    kind === "bid_request" || event.creativeId === undefined ? undefined : creatives.get(event.creativeId);
  const campaignId = ofCreative === undefined || ofCreative === unassignedId ? event.campaignId : ofCreative;
  return campaigns.get(campaignId ?? unassignedId) ?? unassignedFacts;
}

/**
 * Makes the function that finds the campaign of an event. The catalogue's word on a creative wins, and
 * an event that contradicts it is refused, unless the catalogue only has it as unassigned.
 * @param create whether what is unknown is put into the catalogue, and not refused
 * @returns the function, and what it asks to be created so far
 */
export function createResolver(catalogue: Catalogue, create: boolean) {
  const created: Creations = { campaignIds: new Set(), creativeIds: new Set() };

  /** Tells whether the campaign may be used; one that is created may. */
  const known = (campaignId: string): boolean => {
    if (campaignId === unassignedId || catalogue.campaigns.has(campaignId)) return true;
    if (create) created.campaignIds.add(campaignId);
    return create;
  };

  const resolve = ({ kind, event }: ValidEvent): { campaignId: string } | Refusal => {
    const creativeId = kind === "bid_request" ? undefined : event.creativeId;
    const ofCreative = creativeId === undefined ? unassignedId : catalogue.creatives.get(creativeId);
    if (ofCreative === undefined && !create) return unknownReference("creativeId", String(creativeId));
    if (ofCreative !== undefined && ofCreative !== unassignedId) {
      if (event.campaignId === undefined || event.campaignId === ofCreative) return { campaignId: ofCreative };
      return contradiction(String(creativeId), ofCreative, event.campaignId);
    }
    const campaignId = event.campaignId ?? unassignedId;
    if (!known(campaignId)) return unknownReference("campaignId", campaignId);
    if (creativeId !== undefined && ofCreative === undefined) created.creativeIds.add(creativeId);
    return { campaignId };
  };

  const factsOf = (campaignId: string): CampaignFacts => catalogue.campaigns.get(campaignId) ?? unassignedFacts;
  return { resolve, factsOf, created };
}

function unknownReference(field: string, id: string): Refusal {
  const message = `${field} "${id}" is not in the catalogue: put it there, and the record can be replayed.`;
  return { rejection: { reason: "unknown_reference", field, message, reference: id } };
}

function contradiction(creativeId: string, expected: string, found: string): Refusal {
  const message = `The creative "${creativeId}" belongs to the campaign "${expected}" in the catalogue, but the record says "${found}".`;
  return { rejection: { reason: "inconsistent_reference", field: "campaignId", message } };
}
