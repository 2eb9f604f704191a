import { z } from "zod";
import type { AuditLine, AuditList, AuditQuery } from "@/lib/contracts/audit";
import { decodeCursor, encodeCursor } from "@/lib/read-models/batches/page-cursor";
import type { AdministrationScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";

const pageSize = 100;
const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/)]);

const rowsSchema = z.array(
  z.object({
    id: z.string(),
    at: z.date().transform((at) => at.toISOString()),
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    before: z.unknown(),
    after: z.unknown(),
  }),
);

type Query = Omit<AuditQuery, "format">;

/**
 * `GET /api/audit`: who changed what, the newest first, 100 a page.
 * @param limit lines of a page
 * @throws AppError `invalid_request` for a cursor that is none
 */
export async function listAudit(
  _scope: AdministrationScope,
  query: Query,
  db: Database = getPrisma(),
  limit = pageSize,
): Promise<AuditList> {
  const rows: AuditLine[] = rowsSchema.parse(
    await db.$queryRaw`
      select id::text as id, at, actor, action, subject, before, after
      from audit_log where ${conditionOf(query)}
      order by id desc limit ${limit + 1}::int`,
  );
  const lines = rows.slice(0, limit);
  const last = rows.length > limit ? lines.at(-1) : undefined;
  return { lines, nextCursor: last ? encodeCursor([last.id]) : null };
}

function conditionOf({ actor, action, subject, from, to, cursor }: Query): Prisma.Sql {
  const before = cursor === undefined ? undefined : decodeCursor(cursorSchema, cursor)[0];
  const conditions = [
    Prisma.sql`true`,
    ...(actor === undefined ? [] : [contains(Prisma.sql`actor`, actor)]),
    ...(action === undefined ? [] : [contains(Prisma.sql`action`, action)]),
    ...(subject === undefined ? [] : [contains(Prisma.sql`subject`, subject)]),
    ...(from === undefined ? [] : [Prisma.sql`at >= ${from}::timestamptz`]),
    ...(to === undefined ? [] : [Prisma.sql`at < ${to}::timestamptz`]),
    ...(before === undefined ? [] : [Prisma.sql`id < ${before}::bigint`]),
  ];
  return Prisma.join(conditions, " and ");
}

/** Not by `like`, in which `%` and `_` would mean something else. */
function contains(column: Prisma.Sql, part: string): Prisma.Sql {
  return Prisma.sql`strpos(lower(${column}), lower(${part})) > 0`;
}
