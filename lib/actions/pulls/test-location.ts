import type { PullLocation, PullTest } from "@/lib/contracts/pull";
import { compilePattern } from "@/lib/storage/pull/name-pattern";
import { openPlace } from "@/lib/storage/pull/open-place";
import { PlaceError } from "@/lib/storage/pull/place";
import { checkSettings } from "./check-settings";
import { chooseSecret } from "./choose-secret";

const maxShown = 20;
/** So many names are looked through for those that fit. */
const maxListed = 10_000;
const limitMs = 15_000;

export interface LocationTest {
  location: PullLocation;
  pattern: string;
  secretAccessKey: string | null;
  /** The setting PULL_FOLDERS. */
  roots: readonly string[];
}

/**
 * Lists the first files of a location that fit the pattern, as a worker would find them. That it cannot be
 * listed is what a test is there to tell, so that is told in the answer.
 * @throws AppError `invalid_request` for settings that could not be kept
 */
export async function testLocation(test: LocationTest): Promise<PullTest> {
  checkSettings(test, test.roots);
  requireSecret(test);
  const files: PullTest["files"] = [];
  const limit = AbortSignal.timeout(limitMs);
  try {
    const isComplete = await list(test, files, limit);
    return { files, isComplete, error: null };
  } catch (error) {
    if (error instanceof PlaceError) return { files, isComplete: false, error: error.message };
    if (!limit.aborted) throw error;
    const late = `Nothing was listed within the time limit of ${limitMs / 1000} seconds.`;
    return { files, isComplete: false, error: files.length === 0 ? late : null };
  }
}

/** An access key without its secret would be tried with the credentials of the server. */
function requireSecret({ location, secretAccessKey }: LocationTest): void {
  chooseSecret(location, secretAccessKey ?? undefined, { kept: null, seal: (secret) => Buffer.from(secret) });
}

async function list(
  { location, pattern, ...access }: LocationTest,
  files: PullTest["files"],
  signal: AbortSignal,
): Promise<boolean> {
  const fits = compilePattern(pattern);
  const place = await openPlace(location, access);
  let listed = 0;
  try {
    for await (const found of place.list(null, signal)) {
      listed += 1;
      const isFit = "name" in found && fits(found.shortName);
      if (listed > maxListed || (isFit && files.length >= maxShown)) return false;
      if (isFit) files.push({ name: found.name, bytes: found.bytes, modifiedAt: found.modifiedAt.toISOString() });
    }
    signal.throwIfAborted();
    return true;
  } finally {
    place.close();
  }
}
