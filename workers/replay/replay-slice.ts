import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { RecordOrigin } from "@/lib/storage/ingest/chunk-key";
import { insertOutbox } from "@/lib/storage/outbox/insert-outbox";
import type { Database } from "@/lib/storage/prisma";
import { advanceReplay } from "@/lib/storage/replay/advance-replay";
import { closeStep } from "@/lib/storage/replay/close-step";
import { deleteRejects } from "@/lib/storage/replay/delete-rejects";
import { type HeldReplay, lockReplay } from "@/lib/storage/replay/hold-replay";
import { leaveIssue } from "@/lib/storage/replay/leave-issue";
import type { RejectSlice } from "@/lib/storage/replay/list-rejects";
import { lockRejects } from "@/lib/storage/replay/lock-rejects";
import { noteRejects } from "@/lib/storage/replay/note-rejects";
import type { RejectKey } from "@/lib/storage/replay/reject-key";
import type { DueReplay } from "@/lib/storage/replay/take-due-replay";
import { accountsOf } from "@/workers/ingest/write/accounts-of";
import { settleRecords } from "@/workers/ingest/write/settle-records";
import { inTransaction } from "./in-transaction";
import { messagesOf } from "./messages-of";
import { linesOf, type SliceTools, type TakenSlice, takeSlice } from "./take-slice";

/** A slice of a replay that this run holds. */
export interface Step extends SliceTools {
  replay: DueReplay;
  holder: string;
  slice: RejectSlice;
  /** How far the replay had come before it. */
  after: RejectKey | null;
}

/** Somebody else has taken the replay over. */
export class ReplayLost extends Error {}

/** Said once of a record that was kept before its chunk's form was. */
const formIsUnknown = "It cannot be replayed, since how it was written was not remembered then: send it as a new file.";

/**
 * Replays one slice in one transaction: what passes or is a duplicate leaves the rejects, what does not stays with its
 * new verdict, and every account moves with it. A record that is no longer rejected, or not as it was
 * when it was read, is left alone. Run again after whatever became of it, it does nothing more.
 * @returns where the next slice begins
 * @throws ReplayLost
 */
export async function replaySlice(step: Step): Promise<RejectKey> {
  const cursor = endOf(step.slice);
  const taken = await takeSlice(step.slice, step);
  await inTransaction(step.prisma, (db) => writeStep(db, step, { taken, cursor }));
  return cursor;
}

/**
 * Leaves the records of a slice rejected as they are, and goes on behind them. Run again, it does nothing more.
 * @param why a sentence, which their messages say once
 * @returns where the next slice begins
 * @throws ReplayLost
 */
export async function passOver({ prisma, replay, holder, slice, after }: Step, why: string): Promise<RejectKey> {
  const cursor = endOf(slice);
  const held = { id: replay.id, holder };
  await inTransaction(prisma, async (db) => {
    if (!(await isAt(db, held, after))) return;
    const isOurs = await takeRecords(db, replay.issueId, slice);
    const stay = slice.rejects.map(({ record }) => record).filter(isOurs);
    await noteRejects(db, slice, stay, why);
    await advanceReplay(db, held, { figures: { stored: 0, duplicate: 0, rejected: stay.length }, cursor });
  });
  return cursor;
}

/** @throws ReplayLost */
async function isAt(db: Database, held: HeldReplay, after: RejectKey | null): Promise<boolean> {
  const locked = await lockReplay(db, held);
  if (!locked) throw new ReplayLost();
  return isDeepStrictEqual(locked.cursor, after);
}

function endOf({ receivedAt, batchId, rejects }: RejectSlice): RejectKey {
  return [receivedAt, batchId, rejects.at(-1)?.record ?? 0];
}

async function writeStep(
  db: Database,
  { replay, holder, slice, after }: Step,
  { taken, cursor }: { taken: TakenSlice; cursor: RejectKey },
): Promise<void> {
  const held = { id: replay.id, holder };
  if (!(await isAt(db, held, after))) return;
  const isOurs = await takeRecords(db, replay.issueId, slice);
  const settled = await settle(db, replay, { slice, taken, isOurs });
  const unknown = taken.unknownForm.filter(isOurs);
  await noteRejects(db, slice, unknown, formIsUnknown);
  const stay = settled.rejected + unknown.length + taken.unreadable.filter(isOurs).length;
  await advanceReplay(db, held, { figures: { ...settled, rejected: stay }, cursor });
}

/** Locks the slice's records. @returns whether one is still rejected, as it was read */
async function takeRecords(db: Database, issueId: string, slice: RejectSlice): Promise<(record: number) => boolean> {
  const { rejects } = slice;
  const locked = await lockRejects(
    db,
    issueId,
    slice,
    rejects.map(({ record }) => record),
  );
  const same = rejects.filter(
    ({ record, raw }) => locked.get(record) === createHash("sha256").update(raw).digest("hex"),
  );
  const ours = new Set(same.map(({ record }) => record));
  return (record) => ours.has(record);
}

interface Settling {
  slice: RejectSlice;
  taken: TakenSlice;
  isOurs(record: number): boolean;
}

async function settle(
  db: Database,
  replay: DueReplay,
  { slice, taken: { taken }, isOurs }: Settling,
): Promise<{ stored: number; duplicate: number; rejected: number }> {
  const origin = originOf(replay, slice);
  // rejects that stay are rejected once more where they are: their rows are ours, and not deleted
  const { stored, duplicates, rejected } = await settleRecords(db, {
    ...taken,
    origin,
    candidates: taken.candidates.filter(({ record }) => isOurs(record)),
    rejected: taken.rejected.filter(({ record }) => isOurs(record)),
    text: linesOf(slice.rejects),
    replayOf: replay.issueId,
  });
  await deleteRejects(
    db,
    slice,
    [...stored, ...duplicates].map(({ record }) => record),
  );
  const all = stored.length + duplicates.length + rejected.length;
  const again = rejected.filter(({ reason, field }) => reason === replay.reason && field === replay.field).length;
  if (all > 0) await leaveIssue(db, replay.issueId, { taken: all, left: all - again, replayId: replay.id });
  const { figures, touched, campaignIds, watermarks } = accountsOf({
    received: all,
    receivedAt: origin.receivedAt,
    stored,
    duplicates,
    rejected: rejected.length,
    newestAt: taken.newestAt,
  });
  await closeStep(db, origin, { replayId: replay.id, figures, touched, campaignIds, watermarks });
  await insertOutbox(db, messagesOf(origin.sourceId, replay.id, stored));
  return { stored: stored.length, duplicate: duplicates.length, rejected: rejected.length };
}

function originOf({ sourceId, kind }: DueReplay, { batchId, receivedAt }: RejectSlice): RecordOrigin {
  return { batchId, sourceId, kind, receivedAt: Date.parse(receivedAt) };
}
