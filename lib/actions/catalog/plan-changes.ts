import { isDeepStrictEqual } from "node:util";
import type { AuditEntry } from "@/lib/storage/insert-audit";

/** What an upsert of one noun comes to. */
export interface CatalogChanges<Entry> {
  counts: { created: number; updated: number };
  /** The entries that are new or differ from what is stored: only these are written. */
  changed: Entry[];
  /** The ids of those of them that are new. */
  created: string[];
  /** Those of them that are stored, as they were and will be. */
  updates: { before: Entry; after: Entry }[];
  audit: AuditEntry[];
}

/**
 * Compares what was sent with what is stored.
 * @param noun as the audit log names it: `campaign`
 */
export function planChanges<Entry extends { id: string }>(
  actor: string,
  noun: string,
  sent: readonly Entry[],
  stored: readonly Entry[],
): CatalogChanges<Entry> {
  const before = new Map(stored.map((entry) => [entry.id, entry]));
  const changed = sent.filter((entry) => !isDeepStrictEqual(withNulls(entry), withNulls(before.get(entry.id))));
  const audit = changed.map((entry) => {
    const old = before.get(entry.id) ?? null;
    const action = old === null ? `${noun}.create` : `${noun}.update`;
    return { actor, action, subject: `${noun}:${entry.id}`, before: old, after: entry };
  });
  const updated = sent.filter(({ id }) => before.has(id)).length;
  const updates = changed.flatMap((after) => {
    const old = before.get(after.id);
    return old ? [{ before: old, after }] : [];
  });
  const created = changed.map(({ id }) => id).filter((id) => !before.has(id));
  return { counts: { created: sent.length - updated, updated }, changed, created, updates, audit };
}

/** A field that was left out and one that is null are stored alike. */
function withNulls(entry: object | undefined): Record<string, unknown> | undefined {
  return (
    entry && Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null && value !== undefined))
  );
}
