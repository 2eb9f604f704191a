import { z } from "zod";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { type AttemptLimit, windowSeconds } from "./attempt-limits";

const rowsSchema = z.array(z.object({ subject: z.string(), attempts: z.number(), retryAfterSeconds: z.number() }));

export type TakenAttempt = { allowed: true } | { allowed: false; retryAfterSeconds: number };

type Asked = Pick<Database, "$queryRaw" | "$executeRaw">;

/**
 * Takes an attempt before the password is looked at, in one statement, so that of many at once no more get
 * through than may. Whoever was right gives it back with {@link giveBackAttempt}.
 */
export async function takeAttempt(limits: readonly AttemptLimit[], db: Asked = getPrisma()): Promise<TakenAttempt> {
  const rows = rowsSchema.parse(
    await db.$queryRaw`
      insert into sign_in_attempt as known (subject, attempts, window_started_at)
      select subject, 1, now() from unnest(${limits.map(({ subject }) => subject)}::text[]) as asked (subject) order by subject
      on conflict (subject) do update set
        attempts = case when known.window_started_at < now() - ${windowSeconds}::int * interval '1 second'
          then 1 else least(known.attempts + 1, 1000000) end,
        window_started_at = case when known.window_started_at < now() - ${windowSeconds}::int * interval '1 second'
          then now() else known.window_started_at end
      returning subject, attempts,
        ceil(${windowSeconds}::int - extract(epoch from now() - window_started_at))::int as "retryAfterSeconds"`,
  );
  const over = rows.filter(({ subject, attempts }) => attempts > maxOf(limits, subject));
  if (over.length === 0) return { allowed: true };
  return { allowed: false, retryAfterSeconds: Math.max(1, ...over.map((row) => row.retryAfterSeconds)) };
}

function maxOf(limits: readonly AttemptLimit[], subject: string): number {
  return limits.find((limit) => limit.subject === subject)?.max ?? 0;
}

/** After the right password: the account's count begins anew, everybody's has one less. */
export async function giveBackAttempt(limits: readonly AttemptLimit[], db: Asked = getPrisma()): Promise<void> {
  const own = limits.map(({ subject }) => subject).filter((subject) => subject !== "all");
  await db.$executeRaw`delete from sign_in_attempt where subject = any(${own}::text[])`;
  await db.$executeRaw`update sign_in_attempt set attempts = greatest(attempts - 1, 0) where subject = 'all'`;
}

/** Forgets counts whose window is over; called now and then, so that accounts that do not exist pile nothing up. */
export async function forgetAttempts(db: Asked = getPrisma()): Promise<void> {
  await db.$executeRaw`
    delete from sign_in_attempt where window_started_at < now() - ${windowSeconds}::int * interval '1 second'`;
}
