import type { Database } from "@/lib/storage/prisma";

/** How a run ended. */
export interface PullEnd {
  /** False when it was stopped on the way. */
  isFinished: boolean;
  /** What went wrong, in a sentence; null when nothing did. */
  error: string | null;
  /** In how many milliseconds it is to run again, if that is before its time; null when its time is right. */
  againMs: number | null;
}

/** Gives a pull back that `holder` still holds, and says how its run ended. */
export async function giveBackPull(
  db: Pick<Database, "$executeRaw">,
  { pullId, holder }: { pullId: string; holder: string },
  { isFinished, error, againMs }: PullEnd,
): Promise<void> {
  await db.$executeRaw`
    update pull
    set holder = null, held_until = null,
      last_finished_at = case when ${isFinished}::boolean then clock_timestamp() else last_finished_at end,
      last_error = case when ${isFinished}::boolean then ${error}::text else last_error end,
      next_at = least(
        next_at, clock_timestamp() + ${againMs}::double precision * interval '1 millisecond'
      )
    where id = ${pullId} and holder = ${holder}`;
}
