/**
 * Remembers the answers of a pure function of one text, at least the `limit` most recent and at most
 * twice as many: two generations cost less than an order of use. A throw is not remembered.
 */
export function boundedMemo<Result>(work: (key: string) => Result, limit: number): (key: string) => Result {
  let young = new Map<string, Result>();
  let old = new Map<string, Result>();
  return (key) => {
    const known = young.get(key);
    if (known !== undefined || young.has(key)) return known as Result;
    const result = old.has(key) ? (old.get(key) as Result) : work(key);
    if (young.size >= limit) {
      old = young;
      young = new Map();
    }
    young.set(key, result);
    return result;
  };
}
