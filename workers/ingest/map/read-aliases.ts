import { type Field, fieldsByKind, plainName } from "@/lib/contracts/fields";
import type { EventKind } from "@/lib/contracts/kinds";
import { boundedMemo } from "../bounded-memo";

/** No name of ours is as long, and longer ones are not worth remembering. */
const maxNameLength = 64;

/** A value found by one of a field's own or built-in names, with their name for it. */
export interface Found {
  value: unknown;
  name: string;
}

/**
 * Makes a function that finds, in one pass over a record's top level, the values of our fields by
 * their built-in names. Of several the one that stands first in the field's aliases wins; an empty
 * one is passed over.
 */
export function aliasFinder(fields: readonly Field[]): (record: Record<string, unknown>) => Map<string, Found> {
  const byName = new Map<string, { field: string; rank: number }>();
  for (const { name, aliases } of fields) {
    for (const [rank, alias] of aliases.entries()) byName.set(plainName(alias), { field: name, rank });
  }
  const remembered = boundedMemo((key) => byName.get(plainName(key)), 1000);
  const lookUp = (key: string) => (key.length > maxNameLength ? undefined : remembered(key));
  return (record) => {
    const found = new Map<string, Found & { rank: number }>();
    for (const name of Object.keys(record)) {
      const target = lookUp(name);
      if (!target || isAbsent(record[name])) continue;
      const earlier = found.get(target.field);
      if (earlier && earlier.rank <= target.rank) continue;
      found.set(target.field, { value: record[name], name, rank: target.rank });
    }
    return found;
  };
}

/** The finder of each kind. */
export const findAliases: Record<EventKind, ReturnType<typeof aliasFinder>> = {
  impression: aliasFinder(fieldsByKind.impression),
  click: aliasFinder(fieldsByKind.click),
  conversion: aliasFinder(fieldsByKind.conversion),
  bid_request: aliasFinder(fieldsByKind.bid_request),
};

/** No value at all: missing, null, or text without a visible character, as an empty CSV cell has. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}
