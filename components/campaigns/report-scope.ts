import type { AttributionModel } from "@/lib/contracts/catalog";

/** What every panel of the campaign's page is about. */
export type ReportScope = {
  campaignId: string;
  /** Calendar days in `timeZone`, both counted. */
  dates: { from: string; to: string };
  traffic: "net" | "gross";
  /** Whose calendar was asked for; without it the advertiser's. */
  chosenZone?: string | undefined;
  timeZone: string;
  /** ISO 4217, of the advertiser. */
  currency: string;
  /** What the campaign pays by: only `cpa` costs by conversions, so that its cost depends on the model. */
  pricing: "cpm" | "cpc" | "cpa";
  /** The campaign's own. */
  model: AttributionModel;
};
