import { attributionModelSchema } from "@/lib/contracts/catalog";
import type { CatalogueCampaign } from "./list-catalogue";
import type { ModelOf } from "./segment-rows";

/** Whose credits count where every campaign is shown by its own attribution model. */
export function ownModels(campaigns: readonly CatalogueCampaign[]): ModelOf[] {
  return attributionModelSchema.options
    .map((model) => ({
      model,
      campaignIds: campaigns.filter((each) => each.attributionModel === model).map((each) => each.campaignId),
    }))
    .filter(({ campaignIds }) => campaignIds.length > 0);
}
