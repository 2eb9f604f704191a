import { affectedSpan } from "@/lib/attribution/affected-span";
import { correlatePair } from "@/lib/attribution/correlate-pair";
import { type CorrelateMessage, partitionOf, type TouchedPair } from "@/lib/contracts/correlate";
import { loadJourneys } from "@/lib/storage/correlation/load-journeys";
import { lockPartitions } from "@/lib/storage/correlation/lock-partitions";
import { raiseWatermarks } from "@/lib/storage/correlation/raise-watermarks";
import type { Database, PrismaClient } from "@/lib/storage/prisma";
import { allowLateWrites } from "./allow-late-writes";
import { matchBids } from "./bids/match-bids";
import { loadRules } from "./load-rules";
import { mergePairs } from "./merge-pairs";
import { OrderBook, orderedOf } from "./orders/order-book";
import { updateReach } from "./reach/update-reach";
import { type LongJourney, walkLongJourney } from "./walk-long-journey";
import { ResultWriter, type TouchedBy } from "./write-results";

/** A journey of more events than this is walked in slices; so many journeys are worked out by one transaction. */
const limitsOfProduct = { journeyEvents: 500, journeys: 250 };
type Limits = typeof limitsOfProduct & { keptFrom: number };

/** A transaction waits for its turn on the embedded database's one session. */
const patience = { maxWait: 30_000, timeout: 120_000 };

/**
 * Works the touched pairs of one message out again and writes what changed, some hundred pairs a transaction under
 * the locks of their partitions; journeys too long for that are walked afterwards, in transactions of their own,
 * and the watermark moves last. Doing it again changes nothing.
 *
 * @param keptFrom clicks and conversions before it (epoch milliseconds) are left as they are: retention has dropped
 * their rows, see `keptFrom`
 * @returns whether it left messages in the outbox, which the caller has to publish
 */
export async function correlatePairs(
  prisma: PrismaClient,
  message: CorrelateMessage,
  limits = limitsOfProduct,
  keptFrom = Number.NEGATIVE_INFINITY,
): Promise<boolean> {
  const touchedBy: TouchedBy = { sourceId: message.sourceId, cause: message.cause ?? "late_data" };
  const pairs = mergePairs(message.pairs);
  let hasMessages = false;
  for (let start = 0; start < pairs.length; start += limits.journeys) {
    const done = await correlateSome(prisma, touchedBy, pairs.slice(start, start + limits.journeys), {
      ...limits,
      keptFrom,
    });
    hasMessages ||= done;
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
  return hasMessages;
}

async function correlateSome(
  prisma: PrismaClient,
  touchedBy: TouchedBy,
  pairs: readonly TouchedPair[],
  limits: Limits,
): Promise<boolean> {
  const short = await prisma.$transaction(async (db) => {
    await lockPartitions(db, [...new Set(pairs.map((pair) => partitionOf(pair.userKey)))]);
    await allowLateWrites(db, pairs);
    await updateReach(db, pairs, touchedBy.cause);
    return await correlateShort(db, touchedBy, pairs, limits);
  }, patience);
  let hasMessages = short.hasMessages;
  for (const journey of short.long) {
    for (let rest: LongJourney | undefined = journey; rest; ) {
      const slice: LongJourney = rest;
      const walked = await prisma.$transaction(async (db) => {
        await lockPartitions(db, [partitionOf(slice.userKey)]);
        await allowLateWrites(db, [{ from: slice.after.at }]);
        return await walkLongJourney(db, touchedBy, slice, limits.journeyEvents);
      }, patience);
      rest = walked.rest;
      hasMessages ||= walked.hasMessages;
    }
  }
  return hasMessages;
}

/** @returns the journeys that are too long to be worked out at once, and whether messages were left */
async function correlateShort(
  db: Database,
  touchedBy: TouchedBy,
  pairs: readonly TouchedPair[],
  limits: Limits,
): Promise<{ long: LongJourney[]; hasMessages: boolean }> {
  const rulesOf = await loadRules(
    db,
    pairs.map((pair) => pair.campaignId),
  );
  const spans = pairs.map((pair) => {
    const { userKey, campaignId } = pair;
    const span = affectedSpan(pair, rulesOf(campaignId));
    return { userKey, campaignId, ...span, from: Math.max(span.from, limits.keptFrom) };
  });
  const loaded = await loadJourneys(db, spans, limits.journeyEvents);
  const journeys = spans.map((span, index) => ({ ...span, events: loaded[index] ?? [] }));
  const short = journeys.filter(({ events }) => events.length <= limits.journeyEvents);
  const orders = await OrderBook.open(
    db,
    short.flatMap(({ campaignId, events, from }) => orderedOf(campaignId, events, from)),
  );
  const writer = new ResultWriter(db, touchedBy);
  for (const { campaignId, events, from: start } of short) {
    const isRepeat = orders.isRepeat.bind(orders, campaignId);
    await writer.add(campaignId, from(start, correlatePair(events, rulesOf(campaignId), isRepeat)));
  }
  await writer.finish();
  const hasMessages = await orders.close(touchedBy);
  const long = journeys
    .filter(({ events }) => events.length > limits.journeyEvents)
    .map(({ userKey, campaignId, from: start, until }): LongJourney => {
      return { userKey, campaignId, until, after: { at: start, kind: "impression", eventId: "" } };
    });
  return { long, hasMessages };
}

/** Leaves out the answers before the span: what they depend on may not have been loaded. */
function from<Result extends ReturnType<typeof correlatePair>>(start: number, { clicks, credits }: Result) {
  return {
    clicks: clicks.filter((click) => click.at >= start),
    credits: credits.filter((credit) => credit.at >= start),
  };
}
