import type { Catalog, CatalogResult } from "@/lib/contracts/catalog";
import type { ReportScope } from "@/lib/scope";
import { insertAudit } from "@/lib/storage/insert-audit";
import { lockCatalog } from "@/lib/storage/lock-catalog";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { ensureReachScopes } from "@/lib/storage/reach/scopes";
import { checkReferences, checkUnique } from "./check-references";
import { leaveJobs } from "./leave-jobs";
import { type CatalogChanges, planChanges } from "./plan-changes";
import { requireOwn } from "./require-own";
import { lockAdvertisers, upsertAdvertisers } from "./upsert-advertisers";
import { lockCampaigns, upsertCampaigns } from "./upsert-campaigns";
import { lockCreatives, upsertCreatives } from "./upsert-creatives";

interface Noun<Entry> {
  name: string;
  lock(database: Database, ids: readonly string[]): Promise<Entry[]>;
  upsert(database: Database, entries: readonly Entry[]): Promise<void>;
}

/**
 * Upserts advertisers, campaigns and creatives by id: all of them or, when anything is wrong, none.
 * Every entry that is new or changes is a line of the audit log; what is stored and follows from what is other now
 * is worked out again afterwards, by jobs.
 * @throws AppError `invalid_request` for an id sent twice or a reference to nothing, `wrong_scope` for what is
 *   outside of the scope
 */
export async function putCatalog(
  scope: ReportScope,
  actor: string,
  catalog: Catalog,
  prisma = getPrisma(),
): Promise<CatalogResult> {
  checkUnique(catalog);
  return prisma.$transaction(
    async (transaction) => {
      // one at a time, so that what is compared stays what is stored
      await lockCatalog(transaction);
      await requireOwn(scope, transaction, catalog);
      await checkReferences(transaction, catalog);
      const put = <Entry extends { id: string }>(noun: Noun<Entry>, entries: Entry[]) =>
        putNoun(transaction, actor, noun, entries);
      const advertisers = await put(
        { name: "advertiser", lock: lockAdvertisers, upsert: upsertAdvertisers },
        catalog.advertisers,
      );
      const campaigns = await put(
        { name: "campaign", lock: lockCampaigns, upsert: upsertCampaigns },
        catalog.campaigns,
      );
      const creatives = await put(
        { name: "creative", lock: lockCreatives, upsert: upsertCreatives },
        catalog.creatives,
      );
      await leaveJobs(transaction, actor, { advertisers: advertisers.updates, campaigns: campaigns.updates });
      // after the jobs, which open those of moved campaigns again: a campaign without any event has its reach, none, at once
      await ensureReachScopes(transaction, campaigns.created);
      return { advertisers: advertisers.counts, campaigns: campaigns.counts, creatives: creatives.counts };
    },
    { maxWait: 10_000, timeout: 60_000 },
  );
}

async function putNoun<Entry extends { id: string }>(
  database: Database,
  actor: string,
  noun: Noun<Entry>,
  entries: Entry[],
): Promise<Pick<CatalogChanges<Entry>, "counts" | "created" | "updates">> {
  if (entries.length === 0) return { counts: { created: 0, updated: 0 }, created: [], updates: [] };
  const ids = entries.map(({ id }) => id);
  const stored = await noun.lock(database, ids);
  const { counts, changed, created, updates, audit } = planChanges(actor, noun.name, entries, stored);
  if (changed.length > 0) await noun.upsert(database, changed);
  await insertAudit(database, audit);
  return { counts, created, updates };
}
