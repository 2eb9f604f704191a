import { z } from "zod";
import { externalIdSchema } from "@/lib/contracts/primitives";
import { type IssuePatch, issueStateSchema, type QualityIssue } from "@/lib/contracts/quality";
import { AppError } from "@/lib/errors";
import { getIssue, issueNotFound } from "@/lib/read-models/quality/get-issue";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const beforeSchema = z.array(z.object({ state: issueStateSchema }));

/**
 * Changes what people decide about an issue: its state, whose it is, and why. What is not named stays;
 * `assignee: null` takes it from everybody. One statement compares, changes and writes the line of
 * the audit log, so the line tells what was really there before; a patch that changes nothing
 * writes nothing.
 * @param actor `actorOf(principal)`
 * @returns the issue as it is now
 * @throws AppError `not_found`; `conflict` when the issue has been brought into that state already
 */
export async function updateIssue(
  issueId: string,
  patch: IssuePatch,
  actor: string,
  db: Database = getPrisma(),
): Promise<QualityIssue> {
  if (!externalIdSchema.safeParse(issueId).success) throw issueNotFound();
  const { state = null, assignee = null, note = null } = patch;
  const assigns = patch.assignee !== undefined;
  const rows = await db.$queryRaw`
    with before as (
      select id, state, assignee, note from quality_issue where id = ${issueId} for update
    ), after as (
      update quality_issue issue
      set state = coalesce(${state}::text, before.state),
        assignee = case when ${assigns}::boolean then ${assignee}::text else before.assignee end,
        note = coalesce(${note}::text, before.note),
        updated_at = now()
      from before
      where issue.id = before.id
        and (${state}::text is null or before.state <> ${state}::text)
        and (
          ${state}::text is not null
          or (${assigns}::boolean and before.assignee is distinct from ${assignee}::text)
          or before.note is distinct from coalesce(${note}::text, before.note)
        )
      returning issue.id, issue.state, issue.assignee, issue.note
    ), audit as (
      insert into audit_log (actor, action, subject, before, after)
      select ${actor}, 'quality_issue.update', 'quality_issue:' || before.id,
        to_jsonb(before) - 'id', to_jsonb(after) - 'id'
      from before join after on after.id = before.id
    )
    select state from before`;
  const [before] = beforeSchema.parse(rows);
  if (!before) throw issueNotFound();
  if (before.state === patch.state) throw await alreadyIn(db, issueId, before.state);
  return getIssue(issueId, db);
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
