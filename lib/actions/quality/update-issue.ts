import { z } from "zod";
import { externalIdSchema } from "@/lib/contracts/primitives";
import type { IssuePatch, QualityIssue } from "@/lib/contracts/quality";
import { getIssue, issueNotFound } from "@/lib/read-models/quality/get-issue";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const changedSchema = z.array(z.object({ found: z.boolean() }));

/**
 * Changes what people decide about an issue: its state, whose it is, and why. What is not named stays;
 * `assignee: null` takes it from everybody. One statement compares, changes and writes the line of
 * the audit log, so the line always tells what was really there before; a patch that changes
 * nothing writes nothing.
 * @param actor `actorOf(principal)`
 * @returns the issue as it is now
 * @throws AppError `not_found`
 */
export async function updateIssue(
  issueId: string,
  patch: IssuePatch,
  actor: string,
  db: Database = getPrisma(),
): Promise<QualityIssue> {
  if (!externalIdSchema.safeParse(issueId).success) throw issueNotFound();
  const { state = null, assignee = null, note = null } = patch;
  const rows = await db.$queryRaw`
    with before as (
      select id, state, assignee, note from quality_issue where id = ${issueId} for update
    ), after as (
      update quality_issue issue
      set state = coalesce(${state}::text, before.state),
        assignee = case when ${patch.assignee !== undefined} then ${assignee}::text else before.assignee end,
        note = coalesce(${note}::text, before.note),
        updated_at = now()
      from before
      where issue.id = before.id
        and (
          before.state <> coalesce(${state}::text, before.state)
          or (${patch.assignee !== undefined} and before.assignee is distinct from ${assignee}::text)
          or before.note is distinct from coalesce(${note}::text, before.note)
        )
      returning issue.id, issue.state, issue.assignee, issue.note
    ), audit as (
      insert into audit_log (actor, action, subject, before, after)
      select ${actor}, 'quality_issue.update', 'quality_issue:' || before.id,
        to_jsonb(before) - 'id', to_jsonb(after) - 'id'
      from before join after on after.id = before.id
    )
    select exists (select from before) as found`;
  if (!changedSchema.parse(rows)[0]?.found) throw issueNotFound();
  return getIssue(issueId, db);
}
