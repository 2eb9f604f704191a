import type { ValidEvent } from "@/lib/contracts/events";

/** What the pipeline knows of a campaign. */
export interface CampaignFacts {
  advertiserId: string;
  /** The account currency, of its advertiser. */
  currency: string;
  pricing: "cpm" | "cpc" | "cpa";
  priceMicros: number;
}

/** The part of the catalogue that the records of a chunk name. */
export interface Catalogue {
  campaigns: ReadonlyMap<string, CampaignFacts>;
  /** The campaign of each creative. */
  creatives: ReadonlyMap<string, string>;
}

/** The ids that events name. */
export interface References {
  campaignIds: string[];
  creativeIds: string[];
}

/** Gives the ids that have to be looked up before events can be enriched, each once. */
export function referencesOf(events: readonly ValidEvent[]): References {
  const campaignIds = new Set<string>();
  const creativeIds = new Set<string>();
  for (const { kind, event } of events) {
    if (event.campaignId !== undefined) campaignIds.add(event.campaignId);
    if (kind !== "bid_request" && event.creativeId !== undefined) creativeIds.add(event.creativeId);
  }
  return { campaignIds: [...campaignIds], creativeIds: [...creativeIds] };
}

/** Puts ids together, each once. */
export function mergeReferences(first: References, second: References): References {
  return {
    campaignIds: [...new Set([...first.campaignIds, ...second.campaignIds])],
    creativeIds: [...new Set([...first.creativeIds, ...second.creativeIds])],
  };
}
