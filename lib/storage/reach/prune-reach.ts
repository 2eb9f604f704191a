import type { Database } from "@/lib/storage/prisma";

/** Rows of 64 days are kept until all of them are so many days before the first day that is counted. */
const lookBackDays = 92;

/**
 * Says that days before `day` (after 1970-01-01) are not counted any more: reports of them count the users one by one.
 * Belongs before their journeys are cut off, since a day without its journey is not an inactive one.
 */
export async function raiseReachSince(db: Database, day: number): Promise<void> {
  await db.$executeRaw`
    update reach_scope set since = date '1970-01-01' + ${day}::integer where since < date '1970-01-01' + ${day}::integer`;
}

/** Deletes days of users that no count needs, at most `limit` rows. @returns how many */
export async function pruneUserDays(db: Database, limit: number): Promise<number> {
  return await db.$executeRaw`
    delete from user_days where (user_key, scope_id, block) in (
      select user_key, scope_id, block from user_days
      where block < (
        select (since - date '1970-01-01' - ${lookBackDays}::integer) >> 6 from reach_scope where kind = 'all')
      limit ${limit})`;
}

/** Deletes counts of days that are not counted any more, and of scopes that were dropped. @returns how many rows */
export async function pruneReachDays(db: Database, limit: number): Promise<number> {
  return await db.$executeRaw`
    delete from reach_day where (scope_id, day) in (
      select d.scope_id, d.day from reach_day d left join reach_scope s on s.id = d.scope_id
      where s.id is null or d.day < s.since
      limit ${limit})`;
}

/** Deletes days of users in scopes that were dropped, at most `limit` rows. @returns how many */
export async function pruneDroppedScopes(db: Database, limit: number): Promise<number> {
  return await db.$executeRaw`
    delete from user_days where (user_key, scope_id, block) in (
      select user_key, scope_id, block from user_days u
      where not exists (select from reach_scope s where s.id = u.scope_id)
      limit ${limit})`;
}
