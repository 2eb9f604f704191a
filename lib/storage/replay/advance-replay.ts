import type { Database } from "@/lib/storage/prisma";
import type { HeldReplay } from "./hold-replay";
import type { RejectKey } from "./reject-key";

/** What became of the records of one step. */
export interface ReplayFigures {
  stored: number;
  duplicate: number;
  rejected: number;
}

/** Adds to a replay's figures, and remembers how far it has come. */
export async function advanceReplay(
  db: Pick<Database, "$executeRaw">,
  { id, holder }: HeldReplay,
  { figures, cursor }: { figures: ReplayFigures; cursor: RejectKey },
): Promise<void> {
  await db.$executeRaw`
    update replay
    set stored = stored + ${figures.stored}::bigint, duplicate = duplicate + ${figures.duplicate}::bigint,
      rejected = rejected + ${figures.rejected}::bigint, cursor = ${JSON.stringify(cursor)}::jsonb
    where id = ${id} and holder = ${holder}`;
}
