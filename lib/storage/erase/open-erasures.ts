import { z } from "zod";
import { type ErasureCursor, erasureCursorSchema } from "@/lib/contracts/erasure";
import { insertAudit } from "@/lib/storage/insert-audit";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  id: z.string(),
  userKey: z.string(),
  sealed: z.instanceof(Uint8Array),
  cursor: erasureCursorSchema.nullable(),
  counts: z.record(z.string(), z.number()),
});
/** An erasure that is not done. */
export type OpenErasure = z.infer<typeof rowSchema>;

/** Gives what was asked for first among the erasures that are not done, without those of `except`. */
export async function nextErasure(db: Database, except: readonly string[]): Promise<OpenErasure | undefined> {
  const rows = await db.$queryRaw`
    select id, user_key::text as "userKey", sealed, cursor, counts
    from erasure
    where state <> 'done' and not (id = any(${[...except]}::text[]))
    order by requested_at, id
    limit 1`;
  return z.array(rowSchema).parse(rows)[0];
}

/**
 * Notes how far an erasure is, in the transaction that brought it there.
 * @param from where this worker took it up
 * @throws Error when it is not there any more: another worker has it, and the transaction must be rolled back
 */
export async function moveErasure(
  db: Database,
  from: OpenErasure,
  to: Pick<OpenErasure, "cursor" | "counts">,
): Promise<OpenErasure> {
  const moved = await db.$executeRaw`
    update erasure
    set cursor = ${json(to.cursor)}::jsonb, counts = ${JSON.stringify(to.counts)}::jsonb,
      state = ${to.cursor?.step === "queue" ? "waiting" : "running"}
    where id = ${from.id} and state <> 'done' and cursor is not distinct from ${json(from.cursor)}::jsonb
      and counts = ${JSON.stringify(from.counts)}::jsonb`;
  if (moved !== 1) throw new Error(`erasure ${from.id} is worked on by somebody else`);
  return { ...from, ...to };
}

/** Forgets the id of the user, and leaves the record that the erasure was done. */
export async function finishErasure(db: Database, { id, counts }: OpenErasure): Promise<void> {
  await db.$executeRaw`
    update erasure set state = 'done', sealed = null, cursor = null, finished_at = now() where id = ${id}`;
  await insertAudit(db, [
    { actor: "system", action: "erasure.finish", subject: `erasure:${id}`, before: null, after: { counts } },
  ]);
}

function json(cursor: ErasureCursor | null): string | null {
  return cursor === null ? null : JSON.stringify(cursor);
}
