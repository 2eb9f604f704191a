import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";
import { rejectKeySchema } from "./reject-key";

/** A replay and the run that holds it. */
export interface HeldReplay {
  id: string;
  holder: string;
}

/** Holds a replay for longer. @returns whether it is still ours */
export async function holdReplay(
  db: Pick<Database, "$executeRaw">,
  { id, holder }: HeldReplay,
  ttlMs: number,
): Promise<boolean> {
  const held = await db.$executeRaw`
    update replay
    set held_until = clock_timestamp() + ${ttlMs}::double precision * interval '1 millisecond'
    where id = ${id} and holder = ${holder} and state = 'running'`;
  return held === 1;
}

const lockedSchema = z.object({ cursor: rejectKeySchema.nullable() });

/**
 * Makes sure that nobody takes a replay over before the transaction has ended.
 * @returns how far it has come; null when it is no longer ours
 */
export async function lockReplay(
  db: Pick<Database, "$queryRaw">,
  { id, holder }: HeldReplay,
): Promise<z.infer<typeof lockedSchema> | null> {
  const rows = await db.$queryRaw`
    select cursor from replay where id = ${id} and holder = ${holder} and state = 'running' for update`;
  return z.array(lockedSchema).parse(rows)[0] ?? null;
}

/** Gives a replay back, for the next worker to go on with. */
export async function giveBackReplay(db: Pick<Database, "$executeRaw">, { id, holder }: HeldReplay): Promise<void> {
  await db.$executeRaw`
    update replay set holder = null, held_until = null where id = ${id} and holder = ${holder}`;
}
