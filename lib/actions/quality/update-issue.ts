import { z } from "zod";
import { externalIdSchema } from "@/lib/contracts/primitives";
import type { IssuePatch, QualityIssue } from "@/lib/contracts/quality";
import { AppError } from "@/lib/errors";
import { getIssue, issueNotFound } from "@/lib/read-models/quality/get-issue";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { applyPatch } from "./apply-patch";

/**
 * Changes what people decide about an issue: its state, whose it is, and why. What is not named stays;
 * `assignee: null` takes it from everybody. A patch that changes nothing writes nothing.
 * @param actor `actorOf(principal)`
 * @returns the issue as it is now
 * @throws AppError `not_found`; `conflict` when the issue has been brought into that state already
 */
export async function updateIssue(
  scope: EverySourceScope,
  issueId: string,
  patch: IssuePatch,
  actor: string,
  db: Database = getPrisma(),
): Promise<QualityIssue> {
  if (!externalIdSchema.safeParse(issueId).success) throw issueNotFound();
  const [before] = await applyPatch(db, { ids: [issueId], due: 1, patch, actor });
  if (!before) throw issueNotFound();
  if (before.stateBefore === patch.state) throw await alreadyIn(db, issueId, before.stateBefore);
  return getIssue(scope, issueId, db);
}

const lineSchema = z.array(z.object({ actor: z.string(), at: z.date() }));

async function alreadyIn(db: Database, issueId: string, state: string): Promise<AppError> {
  const [line] = lineSchema.parse(
    await db.$queryRaw`
      select actor, at from audit_log
      where subject = ${`quality_issue:${issueId}`} and after ->> 'state' = ${state}
      order by at desc, id desc
      limit 1`,
  );
  const by = line ? `, by ${line.actor} at ${line.at.toISOString()}` : "";
  return new AppError("conflict", `This issue is already ${state}${by}; load it again to see what happened.`, {
    state,
    actor: line?.actor ?? null,
    at: line?.at.toISOString() ?? null,
  });
}
