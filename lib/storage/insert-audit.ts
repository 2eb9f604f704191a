import type { Database } from "./prisma";

/** One change that a person or a key made. `before` is null for what is new, `after` for what is gone. */
export interface AuditEntry {
  /** `actorOf(principal)`, or `system` */
  actor: string;
  /** noun and verb: `source.update` */
  action: string;
  /** noun and id: `source:shop-k3v9x2` */
  subject: string;
  before: unknown;
  after: unknown;
}

/** Writes audit lines; call it in the transaction that makes the changes. */
export async function insertAudit(
  database: Pick<Database, "$executeRaw">,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const column = (name: "actor" | "action" | "subject") => entries.map((entry) => entry[name]);
  // an empty text stands for null: it is no JSON
  const content = (name: "before" | "after") =>
    entries.map((entry) => (entry[name] === null || entry[name] === undefined ? "" : JSON.stringify(entry[name])));
  await database.$executeRaw`
    insert into audit_log (actor, action, subject, before, after)
    select actor, action, subject, nullif(before, '')::jsonb, nullif(after, '')::jsonb
    from unnest(
      ${column("actor")}::text[], ${column("action")}::text[], ${column("subject")}::text[],
      ${content("before")}::text[], ${content("after")}::text[]
    ) as entry (actor, action, subject, before, after)`;
}
