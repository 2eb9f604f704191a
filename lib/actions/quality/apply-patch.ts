import { z } from "zod";
import { type IssuePatch, issueStateSchema } from "@/lib/contracts/quality";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ id: z.string(), stateBefore: issueStateSchema, changed: z.boolean() }));

export interface IssuesChange {
  ids: readonly string[];
  /** So many issues must be there, or nothing is changed. */
  due: number;
  patch: IssuePatch;
  /** `actorOf(principal)` */
  actor: string;
}

/**
 * Changes what people decide about issues. What the patch does not name stays; an issue that is in its state
 * already is left as it is. One statement compares, changes and writes a line of the audit log for each that
 * it changes, so that the line tells what was really there before. A change of state by a person ends what was
 * remembered of its coming back.
 * @returns the issues that are there
 */
export async function applyPatch(
  db: Database,
  { ids, due, patch, actor }: IssuesChange,
): Promise<z.infer<typeof rowsSchema>> {
  const { state = null, assignee = null, note = null } = patch;
  const assigns = patch.assignee !== undefined;
  const rows = await db.$queryRaw`
    with before as (
      select id, state, assignee, note from quality_issue where id = any(${ids}::text[]) order by id for update
    ), patched as (
      select id, coalesce(${state}::text, state) as state,
        case when ${assigns}::boolean then ${assignee}::text else assignee end as assignee,
        coalesce(${note}::text, note) as note
      from before
      where (select count(*) from before) = ${due}::int
    ), after as (
      update quality_issue issue
      set state = patched.state, assignee = patched.assignee, note = patched.note, updated_at = now(),
        resolved_at = case
          when patched.state <> 'resolved' then null
          when before.state <> 'resolved' then now()
          else issue.resolved_at
        end,
        regressed_at = case when patched.state = before.state then issue.regressed_at end
      from before join patched on patched.id = before.id
      where issue.id = before.id
        and (${state}::text is null or before.state <> ${state}::text)
        and (patched.state, patched.assignee, patched.note) is distinct from (before.state, before.assignee, before.note)
      returning issue.id, issue.state, issue.assignee, issue.note
    ), audit as (
      insert into audit_log (actor, action, subject, before, after)
      select ${actor}, 'quality_issue.update', 'quality_issue:' || before.id,
        to_jsonb(before) - 'id', to_jsonb(after) - 'id'
      from before join after on after.id = before.id
      order by before.id
    )
    select before.id, before.state as "stateBefore", after.id is not null as changed
    from before left join after on after.id = before.id`;
  return rowsSchema.parse(rows);
}
