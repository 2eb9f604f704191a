import type { Database } from "@/lib/storage/prisma";

/**
 * Counts records out of their issue. An open issue without any is resolved, which its history tells; one that
 * is ignored stays so.
 * @param taken how many were taken through the stages; those that are rejected for the same reason again have
 *   been counted in once more
 * @param left how many of them are no longer the issue's
 */
export async function leaveIssue(
  db: Pick<Database, "$executeRaw">,
  issueId: string,
  { taken, left, replayId }: { taken: number; left: number; replayId: string },
): Promise<void> {
  await db.$executeRaw`
    with before as (
      select id, state, greatest(count - ${taken}::bigint, 0) as count from quality_issue where id = ${issueId} for update
    ), after as (
      update quality_issue issue
      set count = before.count, replayed = issue.replayed + ${left}::bigint,
        state = case when before.state = 'open' and before.count = 0 then 'resolved' else before.state end,
        resolved_at = case when before.state = 'open' and before.count = 0 then now() else issue.resolved_at end,
        regressed_at = case when before.state = 'open' and before.count = 0 then null else issue.regressed_at end,
        updated_at = now()
      from before
      where issue.id = before.id
      returning issue.id, issue.state
    )
    insert into audit_log (actor, action, subject, before, after)
    select 'system', 'quality_issue.update', 'quality_issue:' || after.id, jsonb_build_object('state', before.state),
      jsonb_build_object('state', after.state, 'replayId', ${replayId}::text)
    from before join after on after.id = before.id
    where after.state <> before.state`;
}
