import { unassignedId } from "@/lib/contracts/catalog";
import type { TrafficSettings } from "@/lib/contracts/traffic-settings";
import type { RecordOrigin } from "@/lib/storage/ingest/chunk-key";
import { insertReferences } from "@/lib/storage/ingest/insert-references";
import { insertRejects, type RejectRow } from "@/lib/storage/ingest/insert-rejects";
import { upsertArrivals } from "@/lib/storage/ingest/upsert-arrivals";
import { upsertQualityIssues } from "@/lib/storage/ingest/upsert-quality-issues";
import type { Database } from "@/lib/storage/prisma";
import type { ChunkText } from "../decode/chunk-text";
import type { IdentifiedRecord } from "../deduplicate/identify";
import type { Creations } from "../enrich/resolve-references";
import type { FilledBids } from "../list-open-bids";
import type { RejectedRecord } from "../staged";
import { inSlices } from "./in-slices";
import { insertFresh } from "./insert-fresh";
import { settleCandidates } from "./settle-candidates";
import { toArrivalRows } from "./to-arrival-rows";
import { toRejectRows } from "./to-reject-rows";

/** Records of one batch after the stages: every one is a candidate or rejected. */
export interface RecordsToSettle {
  origin: RecordOrigin;
  candidates: readonly IdentifiedRecord[];
  rejected: readonly RejectedRecord[];
  created: Creations;
  /** What was sent, for the rejects; without it messages name no lines. */
  text?: Pick<ChunkText, "lineOf">;
  /** Gives what the rules of invalid traffic are set to now; without it reasons stay as they were judged. */
  traffic?: { read(db: Database): Promise<TrafficSettings> };
  /**
   * The issue whose records are tried again: what is rejected into it once more is no arrival, so neither
   * its hours nor its state change, only its count (which the caller has lowered by what it took).
   */
  replayOf?: string;
}

/** What became of records: each is in one of the lists. */
export interface SettledRecords {
  stored: IdentifiedRecord[];
  duplicates: IdentifiedRecord[];
  rejected: RejectedRecord[];
  /** The bid requests that impressions were stored with. */
  filled: FilledBids;
}

/**
 * Writes records of one batch inside the caller's transaction: events, journeys, rejects,
 * their issues, and what came twice or late of campaigns.
 * The accounts (ledger, touched time, messages) are the caller's. Every statement writes in key order, and
 * the tables follow each other as in all writers, with the rows that many share last; a transaction that
 * settles several batches may still have to be run again after a conflict (`isTransactionConflict`).
 */
export async function settleRecords(db: Database, records: RecordsToSettle): Promise<SettledRecords> {
  const { origin } = records;
  const settled = await settleCandidates(db, records.candidates, origin.receivedAt);
  await learnReferences(db, records.created, settled.fresh);
  const fresh = await reasonsOfNow(db, settled.fresh, records.traffic);
  const { stored, duplicates, filled } = await insertFresh(db, origin, fresh);
  const rejected = [...records.rejected, ...settled.rejected];
  const { rejects, issues } = toRejectRows(rejected, origin, records.text);
  for (const slice of bySize(rejects)) await insertRejects(db, origin, slice);
  await upsertQualityIssues(db, origin, issues, records.replayOf);
  const outcome = { stored, duplicates: [...settled.duplicates, ...duplicates], rejected, filled };
  await inSlices(toArrivalRows(outcome, origin.receivedAt), (slice) => upsertArrivals(db, slice));
  return outcome;
}

/**
 * Works the reasons of marked events out once more. Between the judgement and the write may lie a long wait for the
 * database, and who switches a rule has only what is stored shortly afterwards worked out again.
 */
async function reasonsOfNow(
  db: Database,
  fresh: readonly IdentifiedRecord[],
  traffic: RecordsToSettle["traffic"],
): Promise<readonly IdentifiedRecord[]> {
  if (!traffic || fresh.every(({ marks }) => marks.length === 0)) return fresh;
  const settings = await traffic.read(db);
  return fresh.map((record) => {
    const filterReason = settings.reasonOf(record.marks, record.event.occurredAt);
    return filterReason === record.filterReason ? record : { ...record, filterReason };
  });
}

/** Whatever is stored under `unassigned` has to be found in the catalogue under that name. */
async function learnReferences(db: Database, created: Creations, fresh: readonly IdentifiedRecord[]): Promise<void> {
  const { campaignIds, creativeIds } = created;
  const unassigned = fresh.some((record) => record.campaignId === unassignedId);
  if (!unassigned && campaignIds.size === 0 && creativeIds.size === 0) return;
  await insertReferences(db, { campaignIds: [...campaignIds], creativeIds: [...creativeIds] });
}

const maxStatementRejects = 500;
const maxStatementBytes = 2 * 1024 * 1024;

/** Rejects keep what was sent, up to megabytes each: a statement takes few of the large ones. */
function* bySize(rows: readonly RejectRow[]): Generator<RejectRow[]> {
  let slice: RejectRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (slice.length === maxStatementRejects || (slice.length > 0 && bytes + row.raw.byteLength > maxStatementBytes)) {
      yield slice;
      slice = [];
      bytes = 0;
    }
    slice.push(row);
    bytes += row.raw.byteLength;
  }
  if (slice.length > 0) yield slice;
}
