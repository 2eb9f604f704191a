import { z } from "zod";
import { type Erasure, erasureCursorSchema, erasureSchema } from "@/lib/contracts/erasure";
import type { Database, Prisma } from "@/lib/storage/prisma";

const rowSchema = erasureSchema
  .omit({ waitsFor: true, requestedAt: true, finishedAt: true })
  .extend({ requestedAt: z.date(), finishedAt: z.date().nullable(), cursor: erasureCursorSchema.nullable() });

/** Reads erasures, the newest first, at most so many. */
export async function selectErasures(db: Database, condition: Prisma.Sql, limit: number): Promise<Erasure[]> {
  const rows = await db.$queryRaw`
    select id, state, user_key::text as "userKey", requested_by as "requestedBy", requested_at as "requestedAt",
      finished_at as "finishedAt", counts, cursor
    from erasure
    where ${condition}
    order by requested_at desc, id
    limit ${limit}`;
  return z.array(rowSchema).parse(rows).map(toErasure);
}

function toErasure({ cursor, ...row }: z.infer<typeof rowSchema>): Erasure {
  const waits = row.state === "waiting";
  return {
    ...row,
    waitsFor: waits ? waitsFor(cursor?.step === "queue" ? cursor.stream : undefined) : null,
    requestedAt: row.requestedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

function waitsFor(stream: string | undefined): string {
  if (stream === undefined) return "its turn: role `erase` takes one user after the other";
  return `the messages that stood in stream ${stream} when it was asked for: they are worked off first`;
}
