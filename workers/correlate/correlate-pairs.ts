import { affectedSpan } from "@/lib/attribution/affected-span";
import { correlatePair } from "@/lib/attribution/correlate-pair";
import type { CampaignRules } from "@/lib/attribution/journey";
import { type CorrelateMessage, partitionOf, type TouchedPair } from "@/lib/contracts/correlate";
import { listCampaignRules } from "@/lib/storage/correlation/list-campaign-rules";
import { loadJourneys } from "@/lib/storage/correlation/load-journeys";
import { lockPartitions } from "@/lib/storage/correlation/lock-partitions";
import { raiseWatermarks } from "@/lib/storage/correlation/raise-watermarks";
import type { Database, PrismaClient } from "@/lib/storage/prisma";
import { matchBids } from "./bids/match-bids";
import { mergePairs } from "./merge-pairs";
import { updateReach } from "./reach/update-reach";
import { type LongJourney, walkLongJourney } from "./walk-long-journey";
import { ResultWriter, type TouchedBy } from "./write-results";

/** A journey of more events than this is walked in slices; so many journeys are loaded by one query. */
const limitsOfProduct = { journeyEvents: 500, journeys: 250 };

/** A transaction waits for its turn on the embedded database's one session. */
const patience = { maxWait: 30_000, timeout: 120_000 };

/** For a campaign that the catalogue does not know (any more): the defaults of the contract. */
const defaultRules: CampaignRules = { clickWindowDays: 30, viewWindowDays: 1, pricing: "cpm", priceMicros: 0n };

/**
 * Works the touched pairs of one message out again and writes what changed. Everything happens in one
 * transaction under the locks of the message's partitions; only journeys too long for that are walked
 * afterwards, in transactions of their own, before the watermark moves. Doing it again changes nothing.
 */
export async function correlatePairs(
  prisma: PrismaClient,
  message: CorrelateMessage,
  limits = limitsOfProduct,
): Promise<void> {
  const touchedBy: TouchedBy = { sourceId: message.sourceId, cause: message.cause ?? "late_data" };
  const pairs = mergePairs(message.pairs);
  const partitions = [...new Set(pairs.map((pair) => partitionOf(pair.userKey)))];
  const long = await prisma.$transaction(async (db) => {
    await lockPartitions(db, partitions);
    await updateReach(db, pairs);
    return await correlateShort(db, touchedBy, pairs, limits);
  }, patience);
  for (const journey of long) {
    for (let rest: LongJourney | undefined = journey; rest; ) {
      const slice: LongJourney = rest;
      rest = await prisma.$transaction(async (db) => {
        await lockPartitions(db, [partitionOf(slice.userKey)]);
        return await walkLongJourney(db, touchedBy, slice, limits.journeyEvents);
      }, patience);
    }
  }
  await matchBids(prisma, touchedBy, message);
  await raiseWatermarks(
    prisma,
    "correlated",
    Object.entries(message.watermarks).map(([kind, at]) => ({
      sourceId: message.sourceId,
      kind: kind as keyof typeof message.watermarks,
      at,
    })),
  );
}

/** @returns the journeys that are too long to be worked out at once */
async function correlateShort(
  db: Database,
  touchedBy: TouchedBy,
  pairs: readonly TouchedPair[],
  limits: typeof limitsOfProduct,
): Promise<LongJourney[]> {
  const campaignIds = [...new Set(pairs.map((pair) => pair.campaignId))];
  const rules = new Map((await listCampaignRules(db, campaignIds)).map((row) => [row.campaignId, row]));
  const writer = new ResultWriter(db, touchedBy);
  const long: LongJourney[] = [];
  for (let start = 0; start < pairs.length; start += limits.journeys) {
    const spans = pairs.slice(start, start + limits.journeys).map((pair) => {
      const campaign = rules.get(pair.campaignId) ?? defaultRules;
      return { userKey: pair.userKey, campaignId: pair.campaignId, rules: campaign, ...affectedSpan(pair, campaign) };
    });
    const journeys = await loadJourneys(db, spans, limits.journeyEvents);
    for (const [index, span] of spans.entries()) {
      const events = journeys[index] ?? [];
      if (events.length > limits.journeyEvents)
        long.push({ ...span, after: { at: span.from, kind: "impression", eventId: "" } });
      else await writer.add(span.campaignId, from(span.from, correlatePair(events, span.rules)));
    }
  }
  await writer.finish();
  return long;
}

/** Leaves out the answers before the span: what they depend on may not have been loaded. */
function from<Result extends ReturnType<typeof correlatePair>>(start: number, { clicks, credits }: Result) {
  return {
    clicks: clicks.filter((click) => click.at >= start),
    credits: credits.filter((credit) => credit.at >= start),
  };
}
