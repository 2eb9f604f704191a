// biome-ignore-all lint/style/noRestrictedImports: what is measured are the product's own stages and writers
import { randomUUID } from "node:crypto";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { PrismaClient } from "@/lib/storage/prisma";
import { mergeMessages } from "@/workers/correlate/coalesce";
import { correlatePairs } from "@/workers/correlate/correlate-pairs";
import { jsonChunk, throughStages } from "@/workers/ingest/chunk.fixture";
import { correlateMessages } from "@/workers/ingest/correlate-messages";
import type { Catalogue } from "@/workers/ingest/enrich/catalogue";
import { writeChunk } from "@/workers/ingest/write/write-chunk";
import { campaignId } from "./world";

const records = 1000;

/** Milliseconds that one chunk of 1,000 events took: through the stages and into the tables, and its correlation. */
export interface ChunkTime {
  writeMs: number;
  correlateMs: number;
}

/** Takes one chunk of fresh events of the last hour through the real stages, writes it, and correlates what it touched. */
export async function ingestChunk(prisma: PrismaClient, catalogue: Catalogue, turn: number): Promise<ChunkTime> {
  const kind = turn % 2 === 0 ? "impressions" : "bid-requests";
  const chunk = jsonChunk(recordsOf(kind, turn, catalogue.campaigns.size), { kind, sourceId: "bench-s0" });
  const startedAt = performance.now();
  const written = await writeChunk(prisma, throughStages(chunk, catalogue));
  const writtenAt = performance.now();
  if (written.redelivered || written.stored.length !== records)
    throw new Error("A chunk was not stored as it was sent.");
  const messages = correlateMessages("bench-s0", written.stored).map(({ message }) => message);
  if (messages.length > 0) await correlatePairs(prisma, mergeMessages(messages));
  return { writeMs: writtenAt - startedAt, correlateMs: performance.now() - writtenAt };
}

/**
 * Stores so many chunks, impressions and bid requests turn and turn about, and tells the events a second. As many go
 * before them uncounted: a database that was just started reads its indexes first.
 */
export async function measureIngest(prisma: PrismaClient, chunks: number): Promise<Record<string, number>> {
  const catalogue = await readCatalogue(prisma);
  for (let turn = 0; turn < chunks; turn += 1) await ingestChunk(prisma, catalogue, turn);
  const times: ChunkTime[] = [];
  for (let turn = 0; turn < chunks; turn += 1) times.push(await ingestChunk(prisma, catalogue, turn));
  const mean = (of: (time: ChunkTime) => number) => Math.round(times.reduce((sum, time) => sum + of(time), 0) / chunks);
  const [writeMs, correlateMs] = [mean((time) => time.writeMs), mean((time) => time.correlateMs)];
  return { chunks, writeMs, correlateMs, eventsPerSecond: Math.round((records * 1000) / (writeMs + correlateMs)) };
}

/** The campaigns and creatives of the world, as the stages look them up. */
export async function readCatalogue(prisma: PrismaClient): Promise<Catalogue> {
  const campaigns = await prisma.campaign.findMany();
  const creatives = await prisma.creative.findMany();
  return {
    campaigns: new Map(
      campaigns.map(({ id, advertiserId, priceMicros }) => [
        id,
        { advertiserId, currency: "EUR", pricing: "cpm" as const, priceMicros: Number(priceMicros) },
      ]),
    ),
    creatives: new Map(creatives.map(({ id, campaignId: of }) => [id, of])),
  };
}

function recordsOf(kind: IngestKind, turn: number, campaigns: number): object[] {
  return Array.from({ length: records }, (_, index) => {
    const campaign = campaignId(Math.floor(campaigns * Math.random() ** 2));
    const at = new Date(Date.now() - Math.floor(Math.random() * 3_600_000)).toISOString();
    const event = {
      eventId: randomUUID(),
      occurredAt: at,
      userId: `user-${Math.floor(200_000 * Math.random() ** 1.5)}`,
      campaignId: campaign,
      site: `site-${turn % 60}.example`,
      auctionId: `auction-${turn >> 1}-${index}`,
      country: "DE",
    };
    return kind === "impressions" ? { ...event, creativeId: `${campaign}-k${index % 6}` } : event;
  });
}
