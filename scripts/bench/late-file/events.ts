import { randomUUID } from "node:crypto";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import type { IngestKind } from "@/lib/contracts/kinds";

const dayMs = 86_400_000;
const perChunk = 500;
export const campaigns = Array.from({ length: 20 }, (_, index) => `late-${index}`);
export const sourceId = "late-file";
/** Ids of the late file's impressions begin with it. */
export const lateId = "late-impression-";

type Fields = Record<string, string | number>;

/** Impressions of `days` days and of half as many users, none of them later in the late file. */
export function standing(events: number, days: number, now: number): Fields[] {
  return Array.from({ length: events }, (_, index) =>
    impression(
      `base-${index}`,
      `user-${index % Math.ceil(events / 2)}`,
      index,
      now - (((index * 7919) % (days * 1440)) + 60) * 60_000,
    ),
  );
}

/** Conversions of every other user of the late file, half an hour after the impression that is still to come. */
export function conversions(late: number, now: number): Fields[] {
  return Array.from({ length: late / 2 }, (_, half) => ({
    eventId: `conversion-${half}`,
    occurredAt: new Date(lateAt(2 * half, now) + 30 * 60_000).toISOString(),
    userId: `late-user-${2 * half}`,
    campaignId: campaignOf(2 * half),
    conversionType: "purchase",
    valueMicros: 12_345_678,
  }));
}

/** The late file: impressions of a day 20 days ago. */
export function lateFile(late: number, now: number): Fields[] {
  return Array.from({ length: late }, (_, index) =>
    impression(`${lateId}${index}`, `late-user-${index}`, index, lateAt(index, now)),
  );
}

/** One batch in chunks, as the door hands it on. */
export function chunksOf(kind: IngestKind, records: readonly Fields[]): { header: ChunkHeader; bytes: Uint8Array }[] {
  const batchId = randomUUID();
  const chunks = Math.ceil(records.length / perChunk);
  return Array.from({ length: chunks }, (_, chunkNo) => {
    const some = records.slice(chunkNo * perChunk, (chunkNo + 1) * perChunk);
    const header: ChunkHeader = {
      batchId,
      sourceId,
      kind,
      format: "json",
      chunkNo,
      firstRecord: chunkNo * perChunk + 1,
      records: some.length,
      receivedAt: new Date().toISOString(),
      ...(chunkNo === chunks - 1 ? { totals: { chunks, records: records.length, bytes: 1 } } : {}),
    };
    return { header, bytes: encodeFrames(some.map((record) => new TextEncoder().encode(JSON.stringify(record)))) };
  });
}

function impression(eventId: string, userId: string, index: number, at: number): Fields {
  const campaignId = campaignOf(index);
  return {
    eventId,
    occurredAt: new Date(at).toISOString(),
    userId,
    campaignId,
    creativeId: `${campaignId}-a`,
    site: "a.example",
  };
}

function campaignOf(index: number): string {
  return campaigns[index % campaigns.length] ?? "";
}

function lateAt(index: number, now: number): number {
  return Math.floor(now / dayMs) * dayMs - 20 * dayMs + 6 * 3_600_000 + (index % 30_000) * 1000;
}
