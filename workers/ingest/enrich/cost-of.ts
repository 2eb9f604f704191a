import type { ValidEvent } from "@/lib/contracts/events";
import type { CampaignFacts } from "./catalogue";

/**
 * What one event costs the advertiser, in micros of the account currency. An impression has its own
 * price or a thousandth of the campaign's price per mille, a click the price per click. What a
 * conversion costs is known once it is credited.
 */
export function costOf({ kind, event }: ValidEvent, campaign: CampaignFacts): number {
  if (kind === "impression") {
    return event.priceMicros ?? (campaign.pricing === "cpm" ? thousandth(campaign.priceMicros) : 0);
  }
  return kind === "click" && campaign.pricing === "cpc" ? campaign.priceMicros : 0;
}

/** A thousandth in whole micros, half to even, so that rounding does not lean to one side. */
function thousandth(micros: number): number {
  const whole = Math.floor(micros / 1000);
  const rest = micros % 1000;
  return rest > 500 || (rest === 500 && whole % 2 === 1) ? whole + 1 : whole;
}
