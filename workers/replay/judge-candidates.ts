import type { PrismaClient } from "@/lib/storage/prisma";
import { listEventKeys } from "@/lib/storage/replay/list-event-keys";
import { classify, type EventKey, identityOf } from "@/workers/ingest/deduplicate/classify";
import type { IdentifiedRecord } from "@/workers/ingest/deduplicate/identify";
import type { Trial } from "./try-places";

const sliceRecords = 1000;

/**
 * Tells of a trial's candidates which would be refused, since another event has their id: they move to the
 * rejected. Duplicates would leave the rejects too. In the order of a replay: the oldest record first.
 */
export async function judgeCandidates(prisma: PrismaClient, trial: Trial): Promise<void> {
  const candidates = trial.passed.toSorted((a, b) => b.record - a.record);
  const keys = candidates.map((record) => toKey(record, trial.receivedAt.get(record.record) ?? 0));
  const known = new Map<string, EventKey>();
  for (let at = 0; at < keys.length; at += sliceRecords) {
    for (const key of await listEventKeys(prisma, keys.slice(at, at + sliceRecords))) known.set(identityOf(key), key);
  }
  trial.passed = [];
  for (const [index, verdict] of classify(known, keys).entries()) {
    const record = candidates[index] as IdentifiedRecord;
    if (verdict.verdict !== "rejected") trial.passed.push(record);
    else trial.rejected.push({ ...verdict.rejection, record: record.record, raw: record.raw });
  }
}

function toKey(record: IdentifiedRecord, receivedAt: number): EventKey {
  const { kind, eventId, contentHash, timeGivenByUs } = record;
  return { kind, eventId, contentHash, timeGivenByUs, receivedAt, occurredAt: record.event.occurredAt };
}
