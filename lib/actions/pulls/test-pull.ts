import type { z } from "zod";
import type { PullTest, pullTestPatchSchema } from "@/lib/contracts/pull";
import { pullNotFound } from "@/lib/read-models/pulls/list-pulls";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { chooseSecret } from "./choose-secret";
import { lockPull, type PullRow } from "./pull-row";
import { testLocation } from "./test-location";
import type { PullId } from "./update-pull";

/** Where pulls may read from, and how a kept secret is opened. */
export interface TestSurroundings {
  roots: readonly string[];
  unseal: (sealed: Uint8Array) => string;
}

/**
 * Tries a pull with what the patch names instead of what it has; see {@link testLocation}.
 * @throws AppError `not_found`, `invalid_request`
 */
export async function testPull(
  { patch, ...id }: PullId & { patch: z.infer<typeof pullTestPatchSchema> },
  { roots, unseal }: TestSurroundings,
  database: Pick<Database, "$queryRaw"> = getPrisma(),
): Promise<PullTest> {
  const row = await lockPull(database, id);
  if (!row) throw pullNotFound(id.pullId);
  const { location = row.location, pattern = row.pattern, secretAccessKey } = patch;
  const secret = secretOf({ ...row, location }, { kept: row, given: secretAccessKey, unseal });
  if (secret === undefined) {
    return { files: [], isComplete: false, error: "The secret access key cannot be opened any more: set it again." };
  }
  return testLocation({ location, pattern, secretAccessKey: secret, roots });
}

interface Secret {
  kept: PullRow;
  given: string | undefined;
  unseal: TestSurroundings["unseal"];
}

/** @returns undefined when a kept secret does not open */
function secretOf({ location }: PullRow, { kept, given, unseal }: Secret): string | null | undefined {
  const chosen = chooseSecret(location, given, { kept, seal: (secret) => Buffer.from(secret) });
  if (chosen === null || given !== undefined) return given ?? null;
  try {
    return unseal(chosen);
  } catch {
    return undefined;
  }
}
