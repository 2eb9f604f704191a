import { randomUUID } from "node:crypto";
import type { Catalog } from "@/lib/contracts/catalog";
import type { TrafficRuleName } from "@/lib/contracts/traffic";
import { insertCorrelateJobs } from "@/lib/storage/correlation/jobs/insert-correlate-jobs";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { reopenReachScopes } from "@/lib/storage/reach/reopen-reach-scopes";
import { listChunkSpans } from "@/lib/storage/rollup/list-chunk-spans";
import { insertTrafficJob } from "@/lib/storage/traffic/insert-traffic-job";

const dayMs = 86_400_000;

type Advertiser = Catalog["advertisers"][number];
type Campaign = Catalog["campaigns"][number];

/** An entry that was there already and is another one now. */
export interface Change<Entry> {
  before: Entry;
  after: Entry;
}

/** What one request changed of the catalogue. */
export interface CatalogChange {
  advertisers: readonly Change<Advertiser>[];
  campaigns: readonly Change<Campaign>[];
}

/**
 * Has everything worked out again that follows from what was changed: matches and credits from windows and prices,
 * marks of invalid traffic from click windows, reach from calendars. Belongs in the transaction of the change, after
 * it, so that none is lost.
 */
export async function leaveJobs(db: Database, actor: string, changes: CatalogChange): Promise<void> {
  const credited = changes.campaigns.filter(changesCredits).map(({ after }) => after.id);
  await insertCorrelateJobs(db, "credits", credited, actor);
  await leaveTrafficJobs(db, actor, changes.campaigns);
  await leaveReachJobs(db, actor, changes);
}

function changesCredits({ before, after }: Change<Campaign>): boolean {
  return (
    before.clickWindowDays !== after.clickWindowDays ||
    before.viewWindowDays !== after.viewWindowDays ||
    priceOfConversion(before) !== priceOfConversion(after)
  );
}

/** Of impressions and clicks the price is in their rows since they came. */
function priceOfConversion({ pricing, priceMicros }: Campaign): number {
  return pricing === "cpa" ? priceMicros : 0;
}

/**
 * A click without an impression is one without any in its window. A click comes too soon after the impression that it
 * matches: as soon as that can be any window has it, but one of no length.
 */
async function leaveTrafficJobs(db: Database, actor: string, campaigns: CatalogChange["campaigns"]): Promise<void> {
  const moved = campaigns.filter(({ before, after }) => before.clickWindowDays !== after.clickWindowDays);
  const isNone = moved.some(({ before, after }) => before.clickWindowDays === 0 || after.clickWindowDays === 0);
  if (moved.length === 0) return;
  const rules: TrafficRuleName[] = isNone
    ? ["click_too_soon", "click_without_impression"]
    : ["click_without_impression"];
  const nowMs = Date.now();
  const spans = await listChunkSpans(db, ["click"]);
  const from = Math.min(nowMs, ...spans.map((span) => span.from));
  const to = Math.max(nowMs + dayMs, ...spans.map((span) => span.to));
  for (const rule of rules)
    await insertTrafficJob(db, { id: `job_${randomUUID()}`, rule, from, to, evaluates: true, createdBy: actor });
}

async function leaveReachJobs(db: Database, actor: string, changes: CatalogChange): Promise<void> {
  const moved = changes.campaigns.filter(({ before, after }) => before.advertiserId !== after.advertiserId);
  const former = moved.map(({ before }) => before.advertiserId);
  const elsewhere = changes.advertisers.filter(({ before, after }) => before.timeZone !== after.timeZone);
  const ids = await listCampaigns(
    db,
    elsewhere.map(({ after }) => after.id),
  );
  for (const { after } of moved) ids.push(after.id);
  if (ids.length === 0) return;
  const reopened = await reopenReachScopes(db, [...new Set(ids)], [...new Set(former)]);
  await insertCorrelateJobs(db, "reach", reopened, actor);
}

async function listCampaigns(db: Database, advertiserIds: readonly string[]): Promise<string[]> {
  if (advertiserIds.length === 0) return [];
  const rows = await db.$queryRaw<{ id: string }[]>`
    select id from campaign where advertiser_id = any(${pgArray(advertiserIds)}::text[]) order by id`;
  return rows.map((row) => row.id);
}
