import type { Catalogue, References } from "@/workers/ingest/enrich/catalogue";
import { KnownReferences } from "@/workers/ingest/known-references";

/** The catalogue as a trial sees it: what it did not know at first it is not asked for again. */
export class TrialReferences extends KnownReferences {
  readonly #missing = { campaigns: new Set<string>(), creatives: new Set<string>() };

  override async snapshot({ campaignIds, creativeIds }: References): Promise<Catalogue> {
    const catalogue = await super.snapshot({
      campaignIds: campaignIds.filter((id) => !this.#missing.campaigns.has(id)),
      creativeIds: creativeIds.filter((id) => !this.#missing.creatives.has(id)),
    });
    for (const id of campaignIds) if (!catalogue.campaigns.has(id)) this.#missing.campaigns.add(id);
    for (const id of creativeIds) if (!catalogue.creatives.has(id)) this.#missing.creatives.add(id);
    return catalogue;
  }
}
