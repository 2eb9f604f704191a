import { createHash } from "node:crypto";
import { AppError } from "@/lib/errors";
import { accept } from "@/lib/ingest/accept";
import type { IngestDeps } from "@/lib/ingest/ingest-deps";
import { type Place, PlaceError } from "@/lib/storage/pull/place";
import type { DuePull } from "@/lib/storage/pull/take-due-pull";
import { pause } from "@/workers/runtime/pause";
import type { RoleContext } from "@/workers/runtime/role";
import type { ChosenFile } from "./choose-files";
import { headBytes, mediaOf } from "./media";
import { judge, type Outcome } from "./outcome";
import { peek } from "./peek";

export interface Taking {
  pull: DuePull;
  place: Pick<Place, "open">;
  deps: IngestDeps;
  signal: AbortSignal;
  context: { log: Pick<RoleContext["log"], "error"> };
}

/** So often a source that has reached its limit is waited for, before its run ends. */
const maxWaits = 20;
const maxWaitMs = 60_000;

/**
 * Hands one file to the door, as it is read. The key under which it goes there is the file's own, so that it
 * is one batch however often it is tried, also when it was taken in and that could not be remembered.
 * @throws what the signal was aborted with
 */
export async function takeFile(file: ChosenFile, taking: Taking): Promise<Outcome> {
  for (let waits = 0; ; waits += 1) {
    const read = await readFile(file, taking);
    taking.signal.throwIfAborted();
    const isFull = "error" in read && read.error instanceof AppError && read.error.code === "rate_limited";
    if (isFull && waits < maxWaits) {
      await pause(Math.min(maxWaitMs, ((read.error as AppError).retryAfterSeconds ?? 1) * 1000), taking.signal);
      taking.signal.throwIfAborted();
    } else if ("error" in read) {
      tellFault(file, read, taking);
      return judge(read.error, read.broke);
    } else {
      return { type: "taken", accepted: read };
    }
  }
}

/** What is no answer of the door and no fault of the place, is one of this program: only the log has its words. */
function tellFault({ name }: ChosenFile, { error, broke }: Failure, { pull, context }: Taking): void {
  const cause = broke ?? error;
  if (cause instanceof PlaceError || (cause instanceof AppError && cause.code !== "internal")) return;
  context.log.error({ err: cause, pullId: pull.id, name }, "a file could not be pulled");
}

type Failure = { error: unknown; broke: unknown };
type Read = Awaited<ReturnType<typeof accept>> | Failure;

async function readFile(file: ChosenFile, { pull, place, deps, signal }: Taking): Promise<Read> {
  let broke: unknown;
  let opened: Awaited<ReturnType<typeof peek>> | undefined;
  try {
    const stream = await place.open(file, signal);
    const onBroken = (error: unknown) => {
      broke = error;
    };
    opened = await peek(stream, { headBytes, onBroken });
    const { head, body } = opened;
    const media = await mediaOf({ ...file, head }, pull.contentType);
    if (media.contentType === null) throw new AppError("unsupported_media_type", media.problem);
    const { kind, sourceId, eventsPerSecond, bytesPerSecond } = pull;
    const request = { kind, sourceId, ...media, contentLength: file.bytes, body, signal };
    const idempotencyKey = keyOf(pull, file);
    const limits = { eventsPerSecond, bytesPerSecond };
    return await accept({ ...request, idempotencyKey, via: "pull", fileName: file.name, limits }, deps);
  } catch (error) {
    return { error, broke };
  } finally {
    await opened?.end();
  }
}

/** Another kind or content type is another reading of the file, and so another batch. */
function keyOf({ id, kind, contentType }: DuePull, { name, version }: ChosenFile): string {
  const parts = JSON.stringify([id, name, version, kind, contentType]);
  return `pull:${createHash("sha256").update(parts).digest("base64url")}`;
}
