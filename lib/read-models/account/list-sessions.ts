import { z } from "zod";
import type { PersonScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const rowsSchema = z.array(
  z.object({ id: z.string(), userAgent: z.string().nullable(), createdAt: z.date(), expiresAt: z.date() }),
);
export type SessionRow = z.infer<typeof rowsSchema>[number];

/** One's own sessions that have not ended, the newest first; never their tokens. */
export async function listSessions({ userId }: PersonScope, db: Database = getPrisma()): Promise<SessionRow[]> {
  return rowsSchema.parse(
    await db.$queryRaw`
      select id, user_agent as "userAgent", created_at as "createdAt", expires_at as "expiresAt"
      from session where user_id = ${userId} and expires_at > now()
      order by created_at desc, id
      limit 200`,
  );
}
