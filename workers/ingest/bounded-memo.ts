/**
 * Remembers the answers of a pure function of one text, the most recently used `limit` of them.
 * A throw is not remembered.
 */
export function boundedMemo<Result>(work: (key: string) => Result, limit: number): (key: string) => Result {
  const known = new Map<string, { result: Result }>();
  return (key) => {
    const entry = known.get(key) ?? { result: work(key) };
    // a map keeps the order of insertion: the first key is the least recently used
    known.delete(key);
    known.set(key, entry);
    if (known.size > limit) known.delete(known.keys().next().value as string);
    return entry.result;
  };
}
