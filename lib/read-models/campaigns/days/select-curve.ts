import { z } from "zod";
import { type Days, lagEdgesHours } from "@/lib/contracts/lag";
import { selectLagSteps } from "@/lib/read-models/campaigns/lag/select-lag-steps";
import { quarterHourMs } from "@/lib/read-models/campaigns/resolve-range";
import type { Database } from "@/lib/storage/prisma";
import { curveEndHours, type LagCount, lagCurve } from "./lag-curve";

const dayMs = 86_400_000;
/** A curve is learned from touches of so many days. */
const learnedDays = 180;
/** From fewer conversions nothing is learned. */
const leastConversions = 50;

export interface CurveQuery {
  campaignId: string;
  advertiserId: string;
  windowDays: number;
  traffic: "net" | "gross";
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Learns how late conversions come from the touches of the last 180 days whose window is over, so that all of
 * their conversions have come: those of the campaign, else of its advertiser, else all, where there are 50.
 * Conversions of other campaigns count as far as they came inside this one's window.
 */
export async function selectCurve(db: Database, query: CurveQuery): Promise<Days["curve"]> {
  const own = await countLags(db, query, [query.campaignId]);
  if (sumOf(own) >= leastConversions) return curveOf("campaign", own, query);
  const advertiser = inside(await countLags(db, query, await listCampaigns(db, query.advertiserId)), query);
  if (sumOf(advertiser) >= leastConversions) return curveOf("advertiser", advertiser, query);
  const all = inside(await countLags(db, query, null), query);
  if (sumOf(all) >= leastConversions) return curveOf("all", all, query);
  return { basis: "none", conversions: sumOf(all), points: [] };
}

async function countLags(
  db: Database,
  { now, windowDays, traffic }: CurveQuery,
  campaignIds: readonly string[] | null,
): Promise<LagCount[]> {
  const quarter = (instant: number) => Math.floor(instant / quarterHourMs) * quarterHourMs;
  const [from, to] = [quarter(now - learnedDays * dayMs), quarter(now - windowDays * dayMs)];
  const rows = await selectLagSteps(db, { from, to, campaignIds, traffic });
  return rows.map(({ step, postClick, postView }) => ({ step, conversions: postClick + postView }));
}

function inside(counts: readonly LagCount[], { windowDays }: CurveQuery): LagCount[] {
  const end = curveEndHours(windowDays);
  return counts.filter(({ step }) => (lagEdgesHours[step] ?? Number.POSITIVE_INFINITY) <= end);
}

function curveOf(basis: Days["curve"]["basis"], counts: LagCount[], { windowDays }: CurveQuery): Days["curve"] {
  return { basis, conversions: sumOf(counts), points: lagCurve(counts, windowDays) };
}

function sumOf(counts: readonly LagCount[]): number {
  return counts.reduce((sum, { conversions }) => sum + conversions, 0);
}

const idsSchema = z.array(z.object({ id: z.string() }));

async function listCampaigns(db: Database, advertiserId: string): Promise<string[]> {
  const rows = await db.$queryRaw`select id from campaign where advertiser_id = ${advertiserId} order by id`;
  return idsSchema.parse(rows).map(({ id }) => id);
}
