import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

/** Gives the fingerprints of a monitor's alerts that are not resolved. */
export async function listUnresolved(db: Database, monitor: string): Promise<Set<string>> {
  const rows = await db.$queryRaw`select fingerprint from alert where monitor = ${monitor} and state <> 'resolved'`;
  return new Set(
    z
      .array(z.object({ fingerprint: z.string() }))
      .parse(rows)
      .map((row) => row.fingerprint),
  );
}
