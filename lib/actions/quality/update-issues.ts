import type { z } from "zod";
import { externalIdSchema } from "@/lib/contracts/primitives";
import type { IssuePatch, issuesPatchedSchema } from "@/lib/contracts/quality";
import { AppError } from "@/lib/errors";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { applyPatch } from "./apply-patch";

/**
 * The same change to several issues. Either all of them are there, or nothing happens. One that has been
 * brought into the patch's state already is left as it is.
 * @param actor `actorOf(principal)`
 * @returns the ids that were changed, and those to which nothing was left to do
 * @throws AppError `not_found` with `details.ids`, the issues that are not there
 */
export async function updateIssues(
  issueIds: readonly string[],
  patch: IssuePatch,
  actor: string,
  db: Database = getPrisma(),
): Promise<z.infer<typeof issuesPatchedSchema>> {
  const ids = [...new Set(issueIds)];
  const known = ids.filter((id) => externalIdSchema.safeParse(id).success);
  const rows = await applyPatch(db, { ids: known, due: ids.length, patch, actor });
  const found = new Set(rows.map((row) => row.id));
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length > 0) throw missingIssues(missing);
  const of = (changed: boolean) => ids.filter((id) => rows.some((row) => row.id === id && row.changed === changed));
  return { changed: of(true), unchanged: of(false) };
}

function missingIssues(ids: string[]): AppError {
  const message = "Not all of these issues are there any more, so none was changed; load the list again.";
  return new AppError("not_found", message, { ids });
}
