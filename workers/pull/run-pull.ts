import { unseal } from "@/lib/auth/seal";
import type { IngestDeps } from "@/lib/ingest/ingest-deps";
import type { PullEnd } from "@/lib/storage/pull/give-back-pull";
import { listRemembered } from "@/lib/storage/pull/list-remembered";
import { openPlace } from "@/lib/storage/pull/open-place";
import { type Place, PlaceError } from "@/lib/storage/pull/place";
import type { DuePull } from "@/lib/storage/pull/take-due-pull";
import { upsertPulledFile } from "@/lib/storage/pull/upsert-pulled-file";
import type { RoleContext } from "@/workers/runtime/role";
import { type Choice, type ChosenFile, chooseFiles } from "./choose-files";
import { fileRow } from "./file-row";
import { type Outcome, retryMs, soonMs } from "./outcome";
import { takeFile } from "./take-file";

export interface Run {
  pull: DuePull;
  context: Pick<RoleContext, "prisma" | "env" | "clock" | "log">;
  deps: IngestDeps;
  /** By pull, where a listing that was too long ended; of this process. */
  marks: Map<string, string>;
  /** Aborts when the role stops, or when the pull is no longer ours or no longer wanted as it is. */
  signal: AbortSignal;
}

/** A store that breaks off file after file is away: the rest waits for the next run. */
const maxBrokenInRow = 3;

/**
 * Lists a pull's place and takes what is new there, one file after another.
 * @throws what the signal was aborted with, or a fault of the database
 */
export async function runPull(run: Run): Promise<PullEnd> {
  let place: Place | undefined;
  try {
    place = await openPlace(run.pull.location, {
      roots: run.context.env.PULL_FOLDERS,
      secretAccessKey: secretOf(run.pull),
    });
    const choice = await choose(run, place);
    return await takeAll(run, place, choice);
  } catch (error) {
    run.signal.throwIfAborted();
    if (error instanceof PlaceError) return { isFinished: true, error: error.message, againMs: 4 * soonMs };
    throw error;
  } finally {
    place?.close();
  }
}

function secretOf({ id, sealed }: DuePull): string | null {
  try {
    return sealed && unseal(sealed, `pull:${id}`);
  } catch (cause) {
    const message = "The secret access key cannot be opened any more: set it again.";
    throw new PlaceError(message, "denied", { cause });
  }
}

async function choose({ pull, context, marks, signal }: Run, place: Place): Promise<Choice> {
  const choice = await chooseFiles({
    pull,
    place,
    mark: marks.get(pull.id) ?? null,
    recall: (files) => listRemembered(context.prisma, pull.id, files),
    now: () => context.clock.now().getTime(),
    signal,
  });
  if (choice.mark === null) marks.delete(pull.id);
  else marks.set(pull.id, choice.mark);
  return choice;
}

async function takeAll(run: Run, place: Place, choice: Choice): Promise<PullEnd> {
  const { pull, context, signal } = run;
  const end = { isFinished: true, error: problemOf(choice), againMs: choice.againMs };
  const counts = { taken: 0, refused: 0, broken: 0, left: 0 };
  let brokenInRow = 0;
  for (const file of choice.files) {
    signal.throwIfAborted();
    const outcome = await takeFile(file, { ...run, place });
    const row = fileRow(file, outcome);
    if (row) await upsertPulledFile(context.prisma, pull.id, row);
    counts[outcome.type] += 1;
    note(end, file, outcome);
    brokenInRow = outcome.type === "broken" ? brokenInRow + 1 : 0;
    if (brokenInRow >= maxBrokenInRow || (outcome.type === "left" && outcome.endsRun)) break;
  }
  if (choice.files.length > 0) context.log.info({ pullId: pull.id, ...counts }, "files pulled");
  return end;
}

/** Adds what became of a file to how the run ended. */
function note(end: PullEnd, { attempts }: ChosenFile, outcome: Outcome): void {
  const againMs = outcome.type === "broken" ? retryMs(attempts + 1) : outcome.type === "left" ? outcome.againMs : null;
  if (againMs !== null) end.againMs = Math.min(end.againMs ?? againMs, againMs);
  if (outcome.type === "broken" || outcome.type === "left") end.error ??= outcome.error;
}

function problemOf({ problems: { first, count } }: Choice): string | null {
  if (first === null) return null;
  return count === 1 ? `${first}.` : `${count} names cannot be read; the first: ${first}.`;
}
