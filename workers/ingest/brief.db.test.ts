import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import type { Mapping } from "@/lib/contracts/source";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { decodedThroughStages, figuresOf } from "./chunk.fixture";
import { decodeChunk } from "./decode/decode-chunk";
import { writeChunk } from "./write/write-chunk";

let prisma: PrismaClient;
beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "", 2);
});
afterAll(() => prisma.$disconnect());

const folder = join(process.env.FIXTURES_DIR ?? "../shared/fixtures", "advertisex-brief/data");
const encoder = new TextEncoder();
const frames = (records: string[]) => encodeFrames(records.map((record) => encoder.encode(record)));
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The whole file as one chunk, as the door would cut it but for the size. */
const files: Record<string, (bytes: Uint8Array) => Pick<ChunkHeader, "kind" | "format"> & { bytes: Uint8Array }> = {
  "ad_impressions.json": (bytes) => ({
    kind: "impressions",
    format: "json",
    bytes: frames((JSON.parse(text(bytes)) as unknown[]).map((record) => JSON.stringify(record))),
  }),
  "clicks_conversions.csv": (bytes) => ({
    kind: "interactions",
    format: "csv",
    bytes: frames(text(bytes).trim().split(/\r?\n/)),
  }),
  "bid_requests.avro": (bytes) => ({ kind: "bid-requests", format: "avro", bytes }),
};
const mapping: Mapping = { "bid-requests": { fields: { occurredAt: { default: "$receivedAt" } } } };

it.each(Object.entries(files))(
  "takes in all 1,000 records of the brief's %s, and the second time 1,000 duplicates",
  async (name, cut) => {
    const path = join(folder, name);
    if (!existsSync(path)) {
      console.warn(`NOT TESTED: there is no ${path}. Set FIXTURES_DIR to test with the brief's files.`);
      return;
    }
    const chunk = cut(new Uint8Array(readFileSync(path)));
    const send = async () => {
      const header: ChunkHeader = {
        kind: chunk.kind,
        format: chunk.format,
        batchId: randomUUID(),
        sourceId: "brief",
        chunkNo: 0,
        firstRecord: 1,
        records: 1000,
        receivedAt: new Date().toISOString(),
      };
      const settings = { timeZone: "America/New_York", unknownReferences: "create" as const, mapping };
      const nothing = { campaigns: new Map(), creatives: new Map() };
      const decoded = await decodeChunk(header, chunk.bytes);
      await writeChunk(prisma, decodedThroughStages(header, decoded, nothing, settings));
      return figuresOf(prisma, header.batchId);
    };
    expect(await send()).toMatchObject({ received: 1000, stored: 1000, duplicate: 0, rejected: 0 });
    expect(await send()).toMatchObject({ received: 1000, stored: 0, duplicate: 1000, rejected: 0 });
  },
);
