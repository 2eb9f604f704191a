import type { Tables } from "../plain/expected";

export interface Difference {
  table: string;
  rows: number;
  missing: string[];
  surplus: string[];
}

/** Compares every table row by row: the multiset of lines has to be the same. */
export function compare(expected: Tables, found: Tables): Difference[] {
  return (Object.keys(expected) as (keyof Tables)[]).map((table) => {
    const counts = new Map<string, number>();
    for (const line of expected[table]) counts.set(line, (counts.get(line) ?? 0) + 1);
    const surplus: string[] = [];
    for (const line of found[table]) {
      const left = counts.get(line) ?? 0;
      if (left > 0) counts.set(line, left - 1);
      else surplus.push(line);
    }
    const missing = [...counts].flatMap(([line, left]) => Array.from({ length: left }, () => line));
    return { table, rows: expected[table].length, missing, surplus };
  });
}

/** The stored set without what the order may decide (ids used twice) and what it must (batches): equal in every order. */
export function sameInEveryOrder({ events }: Tables): string {
  return events
    .filter((line) => !line.includes("|reused "))
    .map((line) => line.split("|").toSpliced(3, 1).join("|"))
    .sort()
    .join("\n");
}
