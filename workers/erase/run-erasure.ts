import { unseal } from "@/lib/auth/seal";
import { partitionOf } from "@/lib/contracts/correlate";
import { type ErasureCursor, erasureSealContext } from "@/lib/contracts/erasure";
import { lockPartitions } from "@/lib/storage/correlation/lock-partitions";
import { allowUnpacking } from "@/lib/storage/erase/delete-events";
import { deleteFromAggregate, listUserAggregates } from "@/lib/storage/erase/delete-from-aggregates";
import { finishErasure, moveErasure, type OpenErasure } from "@/lib/storage/erase/open-erasures";
import type { KeptReject } from "@/lib/storage/erase/rejects";
import type { Database } from "@/lib/storage/prisma";
import { drainOutbox } from "@/workers/runtime/drain-outbox";
import { pause } from "@/workers/runtime/pause";
import type { RoleContext } from "@/workers/runtime/role";
import { eraseJourneys, eraseOthers, type Whose } from "./erase-events";
import { eraseBareOrders } from "./erase-orders";
import { eraseRejects, firstReject } from "./erase-rejects";
import { createUserFinder } from "./holds-user";
import { addCounts, type Slice } from "./slice";
import { firstQueue, nextQueue } from "./work-off-queues";

type Context = Pick<RoleContext, "prisma" | "nats" | "log">;

/** A transaction waits for its turn on the embedded database's one session. */
const patience = { maxWait: 30_000, timeout: 120_000 };
/** How many rows a transaction deletes or looks through; others get their turn between two. */
const limitsOfProduct = { events: 200, rejects: 500, restMs: 20, waitMs: 1000 };

/**
 * Deletes everything that is kept of one user: waits until the queues are past what stood in them, then empties
 * rejects, deletes events, and at last what aggregates keep by user. Each slice is a transaction that also notes
 * how far it is, so a worker that is killed is gone on from there, by whichever worker is next.
 * @throws when it cannot go on; it is taken up again
 */
export async function runErasure(
  context: Context,
  open: OpenErasure,
  signal: AbortSignal,
  limits = limitsOfProduct,
): Promise<void> {
  const isOfUser = createUserFinder(unseal(open.sealed, erasureSealContext(open.id)));
  const log = context.log.child({ erasureId: open.id });
  let at = await workOffQueues({ ...context, log }, open, signal, limits.waitMs);
  while (!signal.aborted) {
    const before = at;
    const slice = await context.prisma.$transaction(async (db) => {
      const done = await takeSlice(db, before, { isOfUser, limits });
      const moved = await moveErasure(db, before, { cursor: done.next, counts: addCounts(before.counts, done.counts) });
      if (done.next === null) await finishErasure(db, moved);
      return { moved, isDone: done.next === null };
    }, patience);
    at = slice.moved;
    if (before.cursor?.step !== "rejects") await drainOutbox(context);
    if (slice.isDone) return log.info({ counts: at.counts }, "a user was erased");
    await pause(limits.restMs, signal);
  }
}

async function workOffQueues(context: Context, open: OpenErasure, signal: AbortSignal, waitMs: number) {
  let at = open;
  const move = async (cursor: ErasureCursor) => {
    at = await moveErasure(context.prisma, at, { cursor, counts: at.counts });
  };
  if (at.cursor === null) await move(await firstQueue(context));
  for (let told = ""; at.cursor?.step === "queue" && !signal.aborted; ) {
    const { stream } = at.cursor;
    const next = await nextQueue(context, at.cursor);
    if (next !== at.cursor) await move(next ?? firstReject);
    else {
      if (told !== stream) context.log.info({ stream }, "an erasure waits until older messages are worked off");
      told = stream;
      await pause(waitMs, signal);
    }
  }
  return at;
}

interface Means {
  isOfUser: (reject: KeptReject) => boolean;
  limits: typeof limitsOfProduct;
}

async function takeSlice(db: Database, at: OpenErasure, { isOfUser, limits }: Means): Promise<Slice> {
  const { cursor, id: erasureId, userKey } = at;
  const whose = { erasureId, userKey, rows: limits.events };
  switch (cursor?.step) {
    case "rejects":
      await allowUnpacking(db);
      return await eraseRejects(db, cursor, { isOfUser, rows: limits.rejects });
    case "journeys":
      return await eraseJourneys(db, whose);
    case "events":
      return await eraseOthers(db, whose, cursor);
    case "aggregates":
      return await eraseAggregates(db, whose, cursor.from);
    default:
      throw new Error(`an erasure cannot go on from ${cursor?.step}`);
  }
}

async function eraseAggregates(db: Database, { userKey, rows: most }: Whose, from: number): Promise<Slice> {
  if (from === 0) {
    await lockPartitions(db, [partitionOf(userKey)]);
    const orders = await eraseBareOrders(db, userKey, most);
    if (orders > 0) return { next: { step: "aggregates", from }, counts: { conversion_order: orders } };
  }
  const [first, ...others] = await listUserAggregates(db, from);
  if (!first) return { next: null, counts: {} };
  let rows = 0;
  for (const span of [first, ...others.filter((other) => other.to === first.to)]) {
    rows += await deleteFromAggregate(db, userKey, span);
  }
  return { next: { step: "aggregates", from: first.to }, counts: { aggregates: rows } };
}
