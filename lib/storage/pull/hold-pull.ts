import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";
import type { DuePull } from "./take-due-pull";

const rowSchema = z.object({ enabled: z.boolean(), updatedAt: z.date() });

/**
 * Holds a pull for longer.
 * @returns whether it is still ours and wanted: not taken by another one, deleted, switched off or changed
 */
export async function holdPull(
  db: Pick<Database, "$queryRaw">,
  pull: Pick<DuePull, "id" | "updatedAt">,
  { holder, ttlMs }: { holder: string; ttlMs: number },
): Promise<boolean> {
  const rows = await db.$queryRaw`
    update pull
    set held_until = clock_timestamp() + ${ttlMs}::double precision * interval '1 millisecond'
    where id = ${pull.id} and holder = ${holder}
    returning enabled, updated_at as "updatedAt"`;
  const [row] = z.array(rowSchema).parse(rows);
  return row?.enabled === true && row.updatedAt.getTime() === pull.updatedAt.getTime();
}
