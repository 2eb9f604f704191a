/** Prints one line for a step when it is done, with the time it took. A step gives what the line says. */
export async function step<T>(name: string, work: () => Promise<T>, tell: (result: T) => string): Promise<T> {
  const startedMs = Date.now();
  const result = await work();
  say(`${name}: ${tell(result)} (${((Date.now() - startedMs) / 1000).toFixed(1)} s)`);
  return result;
}

export function say(line: string): void {
  console.log(line);
}

/** 228000 → "228,000". */
export function readable(count: number): string {
  return count.toLocaleString("en-US");
}
