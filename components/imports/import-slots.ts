/** Runs at most `size` tasks at a time; the others wait in the order in which they came. */
export function createSlots(size: number) {
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;

  function next(): void {
    if (running >= size) return;
    const task = waiting.shift();
    if (!task) return;
    running += 1;
    void task().finally(() => {
      running -= 1;
      next();
    });
  }

  return {
    /** A task must not reject: it says itself what went wrong. */
    run(task: () => Promise<void>): void {
      waiting.push(task);
      next();
    },
  };
}
