import type { EventKind } from "@/lib/contracts/kinds";
import { divideHalfEven } from "../half-even";
import type { CampaignFacts } from "./catalogue";

/**
 * What one event costs the advertiser, in micros of the account currency. An impression has its own
 * price or a thousandth of the campaign's price per mille, a click the price per click. What a
 * conversion costs is known once it is credited.
 * @param ownPrice of an impression, in the account currency
 */
export function costOf(kind: EventKind, ownPrice: number | undefined, campaign: CampaignFacts): number {
  if (kind === "impression") {
    return ownPrice ?? (campaign.pricing === "cpm" ? Number(divideHalfEven(BigInt(campaign.priceMicros), 1000n)) : 0);
  }
  return kind === "click" && campaign.pricing === "cpc" ? campaign.priceMicros : 0;
}
