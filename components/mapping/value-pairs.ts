/** A line of the table of values; `id` tells lines apart while they are edited. */
export interface Pair {
  id: number;
  theirs: string;
  ours: string;
}

/** The lines of a map of values. */
export function pairsOf(map: Record<string, string> | undefined): Pair[] {
  return Object.entries(map ?? {}).map(([theirs, ours], id) => ({ id, theirs, ours }));
}

/** The map that lines say; a line without a value of theirs says nothing, of equal ones the last counts. */
export function toMap(pairs: readonly Pair[]): Record<string, string> | undefined {
  const named = pairs.filter(({ theirs }) => theirs.trim() !== "");
  // fromEntries makes own properties, also of a name such as __proto__
  return named.length > 0 ? Object.fromEntries(named.map(({ theirs, ours }) => [theirs.trim(), ours])) : undefined;
}

/** Adds an empty line. */
export function addPair(pairs: readonly Pair[]): Pair[] {
  return [...pairs, { id: 1 + Math.max(-1, ...pairs.map(({ id }) => id)), theirs: "", ours: "" }];
}
