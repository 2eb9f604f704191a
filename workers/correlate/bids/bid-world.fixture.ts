import { randomUUID } from "node:crypto";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import type { CorrelateMessage } from "@/lib/contracts/correlate";
import type { PrismaClient } from "@/lib/storage/prisma";
import { jsonChunk, seedCampaign, throughStages } from "@/workers/ingest/chunk.fixture";
import { correlateMessages } from "@/workers/ingest/correlate-messages";
import { listOpenBids } from "@/workers/ingest/list-open-bids";
import { writeChunk } from "@/workers/ingest/write/write-chunk";
import { correlatePairs } from "../correlate-pairs";

const minute = 60_000;
const hour = 60 * minute;

/** A bid request or impression as it is sent; `at` is epoch milliseconds. */
export interface SentEvent {
  kind: "bid" | "impression";
  id: string;
  at: number;
  user: string;
  /** Of a bid request undefined: it names none. */
  campaignId: string | undefined;
  auction: string | undefined;
  sourceId: string;
}

/** Two campaigns and two sources, one of which has its impressions matched by user and time too. */
export class BidWorld {
  campaigns: Awaited<ReturnType<typeof seedCampaign>>[] = [];
  readonly byAuction = `auction-source-${randomUUID()}`;
  readonly byUser = `user-source-${randomUUID()}`;

  constructor(readonly prisma: PrismaClient) {}

  async open(): Promise<void> {
    this.campaigns = [await seedCampaign(this.prisma), await seedCampaign(this.prisma)];
    await this.prisma.$executeRaw`
      insert into source (id, name, bid_match)
      values (${this.byAuction}, 'A', 'auction'), (${this.byUser}, 'U', 'user_time')`;
  }

  /** No source of the deployment is left with a setting that other tests would notice. */
  async close(): Promise<void> {
    await this.prisma.$executeRaw`delete from source where id in (${this.byAuction}, ${this.byUser})`;
  }

  /** Stores a chunk as role ingest does. @returns what it has role correlate do */
  async store(events: readonly SentEvent[]): Promise<CorrelateMessage[]> {
    const [first] = events;
    if (!first) return [];
    const kind: ChunkHeader["kind"] = first.kind === "bid" ? "bid-requests" : "impressions";
    const receivedAt = new Date(Math.max(...events.map((event) => event.at)) + hour).toISOString();
    const chunk = throughStages(
      jsonChunk(
        events.map((event) => this.#toRecord(event)),
        { kind, sourceId: first.sourceId, receivedAt },
      ),
      {
        campaigns: new Map(this.campaigns.flatMap((each) => [...each.catalogue.campaigns])),
        creatives: new Map(this.campaigns.flatMap((each) => [...each.catalogue.creatives])),
      },
    );
    const written = await writeChunk(this.prisma, chunk);
    if (written.redelivered || chunk.rejected.length > 0) throw new Error(JSON.stringify(chunk.rejected[0]));
    const bids = await listOpenBids(this.prisma, first.sourceId, written.stored, written.filled);
    return correlateMessages(first.sourceId, written.stored, bids).map(({ message }) => message);
  }

  async correlate(messages: readonly CorrelateMessage[]): Promise<void> {
    for (const message of messages) await correlatePairs(this.prisma, message);
  }

  /** Which bid request each stored impression names, by its id. */
  async matches(): Promise<Record<string, string | null>> {
    const campaigns = this.campaigns.map((each) => each.campaignId);
    const rows = await this.prisma.$queryRaw<{ id: string; bid: string | null }[]>`
      select event_id as id, bid_id || ' ' || (extract(epoch from bid_at) * 1000)::bigint as bid
      from impression where campaign_id = any(${campaigns}::text[])`;
    return Object.fromEntries(rows.map((row) => [row.id, row.bid]));
  }

  #toRecord({ kind, id, at, user, campaignId, auction }: SentEvent): object {
    const common = { event_id: id, timestamp: new Date(at).toISOString(), user_id: user, auction_id: auction };
    if (kind === "bid") return { ...common, campaign_id: campaignId };
    const creative = this.campaigns.find((each) => each.campaignId === campaignId)?.creativeId;
    return { ...common, creative_id: creative, website: "https://www.example.com/" };
  }
}

/** The rule in plain loops: which bid request each impression came from, as {@link BidWorld.matches} tells it. */
export function plainMatches(
  events: readonly SentEvent[],
  isByUser: (sourceId: string) => boolean,
): Record<string, string | null> {
  const matches: Record<string, string | null> = {};
  for (const impression of events) {
    if (impression.kind !== "impression") continue;
    let best: SentEvent | undefined;
    let bestRank = 0;
    for (const bid of events) {
      if (bid.kind !== "bid") continue;
      const rank = rankOf(impression, bid, isByUser(impression.sourceId));
      if (rank === 0 || rank < bestRank) continue;
      const isLater =
        !best ||
        bid.at > best.at ||
        (bid.at === best.at && Buffer.compare(Buffer.from(bid.id), Buffer.from(best.id)) > 0);
      // of bid requests after the impression the earliest, of others the latest
      if (rank > bestRank || isLater === (rank !== 2)) best = bid;
      bestRank = rank;
    }
    matches[impression.id] = best ? `${best.id} ${best.at}` : null;
  }
  return matches;
}

/** 3: its auction's, before it; 2: its auction's, after it; 1: its user's; 0: none. */
function rankOf(impression: SentEvent, bid: SentEvent, isByUser: boolean): number {
  const age = impression.at - bid.at;
  if (impression.auction !== undefined && impression.auction === bid.auction) {
    if (age >= 0 && age <= 24 * hour) return 3;
    if (age < 0 && age >= -5 * minute) return 2;
  }
  const isOfCampaign = bid.campaignId === undefined || bid.campaignId === impression.campaignId;
  return isByUser && impression.user === bid.user && isOfCampaign && age >= 0 && age <= 5 * minute ? 1 : 0;
}
