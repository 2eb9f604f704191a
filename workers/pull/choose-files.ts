import type { Remembered } from "@/lib/storage/pull/list-remembered";
import { compilePattern } from "@/lib/storage/pull/name-pattern";
import { type FoundFile, type Place, PlaceError, shownName } from "@/lib/storage/pull/place";
import type { DuePull } from "@/lib/storage/pull/take-due-pull";
import { retryMs } from "./outcome";

/** So many names are listed in a run; the next goes on behind them. */
const maxListed = 100_000;
const pageFiles = 1000;
/** A file in a folder that was written to within this time may still be written to. */
const quietMs = 5_000;

export interface ChosenFile extends FoundFile {
  /** How often it broke off before. */
  attempts: number;
}

/** What a run is to read, and what it leaves. */
export interface Choice {
  /** The oldest first. */
  files: ChosenFile[];
  /** The first names that cannot be read, and how many there are. */
  problems: { first: string | null; count: number };
  /** When to look again for what is not ready yet; null when nothing is. */
  againMs: number | null;
  /** The name behind which the next run goes on; null when the end was reached. */
  mark: string | null;
}

export interface Choosing {
  pull: Pick<DuePull, "pattern" | "location">;
  place: Pick<Place, "list">;
  /** Where the run before ended. */
  mark: string | null;
  recall: (files: readonly FoundFile[]) => Promise<Map<string, Remembered>>;
  now: () => number;
  signal: AbortSignal;
}

/**
 * Lists a place and chooses what is new there. Holds what it chose, and nothing else.
 * @throws PlaceError when the place cannot be listed
 */
export async function chooseFiles(choosing: Choosing): Promise<Choice> {
  const { place, mark, signal } = choosing;
  const fits = patternOf(choosing.pull.pattern);
  const choice: Choice = { files: [], problems: { first: null, count: 0 }, againMs: null, mark: null };
  let listed = 0;
  let page: FoundFile[] = [];
  for await (const found of place.list(mark, signal)) {
    listed += 1;
    if ("problem" in found) note(choice, found.problem);
    else if (fits(found.shortName)) page.push(found);
    if (page.length >= pageFiles) await judgePage(choosing, page.splice(0), choice);
    if (listed >= maxListed && "name" in found) {
      choice.mark = found.name;
      choice.againMs = 0;
      break;
    }
  }
  await judgePage(choosing, page, choice);
  page = [];
  choice.files.sort(byAge);
  return choice;
}

function patternOf(pattern: string): (name: string) => boolean {
  try {
    return compilePattern(pattern);
  } catch (error) {
    throw new PlaceError(`The pattern ${shownName(pattern)} ${(error as Error).message}.`);
  }
}

function note({ problems }: Choice, problem: string): void {
  problems.first ??= problem;
  problems.count += 1;
}

async function judgePage({ pull, recall, now }: Choosing, page: readonly FoundFile[], choice: Choice): Promise<void> {
  if (page.length === 0) return;
  const remembered = await recall(page);
  for (const file of page) {
    const waitMs = waitOf(file, remembered.get(file.name), { isFolder: pull.location.type === "folder", now: now() });
    if (waitMs === null) continue;
    if (waitMs > 0) choice.againMs = Math.min(choice.againMs ?? waitMs, waitMs);
    else choice.files.push({ ...file, attempts: remembered.get(file.name)?.attempts ?? 0 });
  }
}

/** How long a file has still to wait: 0 when it is to be read now, null when it is not to be read at all. */
export function waitOf(
  file: Pick<FoundFile, "modifiedAt">,
  remembered: Remembered | undefined,
  { isFolder, now }: { isFolder: boolean; now: number },
): number | null {
  if (remembered) {
    if (remembered.state !== "retrying") return null;
    return Math.max(0, remembered.takenAt.getTime() + retryMs(remembered.attempts) - now);
  }
  const age = now - file.modifiedAt.getTime();
  // a time in the future says nothing of how long it has been quiet
  return isFolder && age >= 0 && age < quietMs ? quietMs - age : 0;
}

function byAge(one: FoundFile, other: FoundFile): number {
  return one.modifiedAt.getTime() - other.modifiedAt.getTime() || (one.name < other.name ? -1 : 1);
}
