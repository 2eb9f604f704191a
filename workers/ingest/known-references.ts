import type { Clock } from "@/lib/clock";
import { listReferences } from "@/lib/storage/ingest/list-references";
import type { Database } from "@/lib/storage/prisma";
import type { CampaignFacts, Catalogue, References } from "./enrich/catalogue";
import { ExpiringCache } from "./expiring-cache";

/** A change of the catalogue counts for chunks that are taken up this long after it. */
const ttlMs = 3000;

/**
 * The catalogue as far as events name it, read again every few seconds. Only what is found is
 * remembered: an entry that was missing counts from the moment at which it is there.
 */
export class KnownReferences {
  readonly #campaigns: ExpiringCache<CampaignFacts>;
  readonly #creatives: ExpiringCache<string>;

  constructor(
    readonly db: Database,
    clock: Clock,
  ) {
    this.#campaigns = new ExpiringCache(clock, ttlMs);
    this.#creatives = new ExpiringCache(clock, ttlMs);
  }

  async snapshot({ campaignIds, creativeIds }: References): Promise<Catalogue> {
    const catalogue = { campaigns: new Map<string, CampaignFacts>(), creatives: new Map<string, string>() };
    const unknown: References = { campaignIds: [], creativeIds: [] };
    for (const id of campaignIds) if (!this.#takeCampaign(catalogue, id)) unknown.campaignIds.push(id);
    for (const id of creativeIds) {
      const campaignId = this.#creatives.get(id);
      if (campaignId !== undefined && this.#takeCampaign(catalogue, campaignId))
        catalogue.creatives.set(id, campaignId);
      else unknown.creativeIds.push(id);
    }
    if (unknown.campaignIds.length + unknown.creativeIds.length > 0) await this.#load(catalogue, unknown);
    return catalogue;
  }

  #takeCampaign(catalogue: { campaigns: Map<string, CampaignFacts> }, id: string): boolean {
    const facts = this.#campaigns.get(id);
    if (facts) catalogue.campaigns.set(id, facts);
    return facts !== undefined;
  }

  async #load(
    catalogue: { campaigns: Map<string, CampaignFacts>; creatives: Map<string, string> },
    unknown: References,
  ): Promise<void> {
    for (const { creativeId, campaignId, ...facts } of await listReferences(this.db, unknown)) {
      catalogue.campaigns.set(campaignId, facts);
      this.#campaigns.set(campaignId, facts);
      if (creativeId === null) continue;
      catalogue.creatives.set(creativeId, campaignId);
      this.#creatives.set(creativeId, campaignId);
    }
  }
}
