import { type EventKeyRow, insertEventKeys, lockEventKeys, renewEventKeys } from "@/lib/storage/ingest/event-keys";
import type { Database } from "@/lib/storage/prisma";
import { classify, identityOf } from "../deduplicate/classify";
import type { IdentifiedRecord } from "../deduplicate/identify";
import type { RejectedRecord } from "../staged";
import { inSlices } from "./in-slices";

export interface Settled {
  fresh: IdentifiedRecord[];
  duplicates: IdentifiedRecord[];
  rejected: RejectedRecord[];
}

/**
 * Takes the ids of the candidates and tells which of them are new, duplicates, or reuse an id. Other
 * transactions that want the same ids wait until this one has ended.
 */
export async function settleCandidates(
  db: Database,
  candidates: readonly IdentifiedRecord[],
  receivedAt: number,
): Promise<Settled> {
  const keys = candidates.map((record) => toKey(record, receivedAt));
  const known = await takeIds(db, keys);
  const verdicts = classify(known, keys);
  const settled: Settled = { fresh: [], duplicates: [], rejected: [] };
  const renewed: EventKeyRow[] = [];
  for (const [index, record] of candidates.entries()) {
    const verdict = verdicts[index];
    if (verdict?.verdict === "duplicate") settled.duplicates.push(record);
    else if (verdict?.verdict === "rejected") {
      const { kind, campaignId, event } = record;
      const place = { eventKind: kind, campaignId, eventAt: event.occurredAt };
      settled.rejected.push({ ...verdict.rejection, record: record.record, raw: record.raw, ...place });
    } else settled.fresh.push(record);
    if (verdict?.verdict === "renewed") renewed.push(keys[index] as EventKeyRow);
  }
  await renewEventKeys(db, renewed);
  return settled;
}

/** Takes each id for the first candidate that has it. Gives what the ids that were taken before stand for. */
async function takeIds(db: Database, keys: readonly EventKeyRow[]): Promise<Map<string, EventKeyRow>> {
  const first = new Map<string, EventKeyRow>();
  for (const key of keys) if (!first.has(identityOf(key))) first.set(identityOf(key), key);
  const wanted = [...first.values()];
  const taken = (await inSlices(wanted, (slice) => insertEventKeys(db, slice))).flat();
  const known = (await inSlices(taken, (slice) => lockEventKeys(db, slice))).flat();
  return new Map(known.map((key) => [identityOf(key), key]));
}

function toKey(record: IdentifiedRecord, receivedAt: number): EventKeyRow {
  const { kind, eventId, contentHash, timeGivenByUs } = record;
  return { kind, eventId, contentHash, timeGivenByUs, receivedAt, occurredAt: record.event.occurredAt };
}
