import { randomUUID } from "node:crypto";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import { TrafficSettings } from "@/lib/contracts/traffic-settings";
import type { PrismaClient } from "@/lib/storage/prisma";
import { createAddressHash } from "./address-key";
import { readChunkText } from "./decode/chunk-text";
import { decodeJson } from "./decode/decode-json";
import type { Decoded } from "./decode/decoded";
import { identify } from "./deduplicate/identify";
import type { Catalogue } from "./enrich/catalogue";
import { createConverter } from "./enrich/convert-money";
import { enrichEvents } from "./enrich/enrich-events";
import { AddressSet } from "./filter/address/address-set";
import { createFilter } from "./filter/filter-events";
import { createUserHash } from "./hash-user";
import { createMapper } from "./map/map-records";
import type { SourceProfile } from "./map/source-profile";
import { placeRejects } from "./place-rejects";
import { understand } from "./understand";
import { newestOf } from "./write/accounts-of";
import type { ChunkToWrite } from "./write/write-chunk";

/** A chunk of JSON records as the door publishes it; everything else can be said. */
export function jsonChunk(records: readonly unknown[], change: Partial<ChunkHeader> = {}) {
  const header: ChunkHeader = {
    batchId: randomUUID(),
    sourceId: `source-${randomUUID()}`,
    kind: "impressions",
    format: "json",
    chunkNo: 0,
    firstRecord: 1,
    records: records.length,
    receivedAt: new Date().toISOString(),
    ...change,
  };
  const frames = records.map((record) =>
    new TextEncoder().encode(typeof record === "string" ? record : JSON.stringify(record)),
  );
  return { header, bytes: encodeFrames(frames) };
}

/** Takes a chunk of JSON records through the pure stages. */
export function throughStages(
  { header, bytes }: { header: ChunkHeader; bytes: Uint8Array },
  catalogue: Catalogue,
  settings: Partial<SourceProfile> = {},
): ChunkToWrite {
  const decoded = decodeJson(bytes).map((outcome, index) => ({ record: header.firstRecord + index, ...outcome }));
  return { ...decodedThroughStages(header, decoded, catalogue, settings), text: readChunkText(header, bytes) };
}

/** Takes the records of a chunk through the pure stages. */
export function decodedThroughStages(
  header: ChunkHeader,
  decoded: readonly Decoded[],
  catalogue: Catalogue,
  settings: Partial<SourceProfile> = {},
): ChunkToWrite {
  const source = {
    id: header.sourceId,
    timeZone: "UTC",
    mapping: {},
    unknownReferences: "reject" as const,
    ...settings,
  };
  const understood = understand(decoded, {
    mapper: createMapper(source, header.kind),
    receivedAt: Date.parse(header.receivedAt),
    retentionDays: 1830,
    filter: createFilter({ dataCenters: new AddressSet([]) }),
    traffic: new TrafficSettings([]),
  });
  const secret = "a secret of the tests";
  const enriched = enrichEvents(understood.passed, {
    catalogue,
    unknownReferences: source.unknownReferences,
    hashUser: createUserHash(secret),
    hashAddress: createAddressHash(secret),
    countryOf: () => null,
    convert: createConverter(new Map()),
  });
  return {
    header,
    candidates: identify(enriched.passed),
    rejected: placeRejects([...understood.rejected, ...enriched.rejected], catalogue),
    created: enriched.created,
    newestAt: newestOf(understood.passed),
  };
}

/** Puts a campaign with one creative into the catalogue, both of new ids, and gives them as the stages take them. */
export async function seedCampaign(prisma: PrismaClient) {
  const [advertiserId, campaignId, creativeId] = ["advertiser", "campaign", "creative"].map(
    (noun) => `${noun}-${randomUUID()}`,
  );
  const ids = { advertiserId: String(advertiserId), campaignId: String(campaignId), creativeId: String(creativeId) };
  await prisma.$executeRaw`insert into advertiser (id, name, currency) values (${ids.advertiserId}, 'A', 'EUR')`;
  await prisma.$executeRaw`
    insert into campaign (id, advertiser_id, name, pricing, price_micros)
    values (${ids.campaignId}, ${ids.advertiserId}, 'C', 'cpm', 4500000)`;
  await prisma.$executeRaw`insert into creative (id, campaign_id, name) values (${ids.creativeId}, ${ids.campaignId}, 'K')`;
  const facts = { advertiserId: ids.advertiserId, currency: "EUR", pricing: "cpm" as const, priceMicros: 4_500_000 };
  const catalogue: Catalogue = {
    campaigns: new Map([[ids.campaignId, facts]]),
    creatives: new Map([[ids.creativeId, ids.campaignId]]),
  };
  return { ...ids, catalogue };
}

/** The sums of a batch's ledger rows. */
export async function figuresOf(prisma: PrismaClient, batchId: string) {
  const rows = await prisma.$queryRaw<Record<string, number>[]>`
    select count(*)::integer as chunks, coalesce(sum(received), 0)::integer as received,
      coalesce(sum(stored), 0)::integer as stored, coalesce(sum(duplicate), 0)::integer as duplicate,
      coalesce(sum(rejected), 0)::integer as rejected, coalesce(sum(filtered), 0)::integer as filtered
    from chunk_ledger where batch_id = ${batchId}`;
  return rows[0];
}
