import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({ id: z.bigint(), subject: z.string(), body: z.string(), createdAt: z.date() });

/** Gives the oldest messages that are still to be published. */
export async function listOutbox(db: Database, limit: number): Promise<z.infer<typeof rowSchema>[]> {
  const rows =
    await db.$queryRaw`select id, subject, body, created_at as "createdAt" from outbox order by id limit ${limit}::int`;
  return z.array(rowSchema).parse(rows);
}
