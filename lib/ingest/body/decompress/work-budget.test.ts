import { setImmediate as nextRound } from "node:timers/promises";
import { expect, it } from "vitest";
import { WorkBudget } from "./work-budget";

function busy(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end; );
}

it("gives every body its turn, and everything else between two of them", async () => {
  const seen: string[] = [];
  const bodies = Array.from({ length: 5 }, async () => {
    const budget = new WorkBudget();
    for (let step = 0; step < 3; step += 1) {
      await budget.run(() => {
        busy(20);
        seen.push("step");
      });
    }
  });
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      await nextRound();
      seen.push("others");
    }
  })();
  await Promise.all(bodies);
  isOver = true;
  await others;
  expect(seen.filter((what) => what === "step")).toHaveLength(15);
  expect(seen.join(" ")).not.toContain("step step");
});

it("charges time beyond the pace, and takes no further step until that is paid", async () => {
  let owedMs = 0;
  let pay = () => {};
  const account = {
    charge: (ms: number) => {
      owedMs += ms;
    },
    pause: () => (owedMs === 0 ? Promise.resolve() : new Promise<void>((resolve) => (pay = resolve))),
  };
  const budget = new WorkBudget(account);
  await budget.run(() => busy(300));
  expect(owedMs).toBeGreaterThanOrEqual(190);
  let isDone = false;
  const next = budget.run(() => (isDone = true));
  for (let round = 0; round < 10; round += 1) await nextRound();
  expect(isDone).toBe(false);
  pay();
  await next;
  expect(isDone).toBe(true);
});

it("charges nothing of a body that makes as much as it takes", async () => {
  const budget = new WorkBudget({ charge: () => expect.unreachable(), pause: () => Promise.resolve() });
  for (let step = 0; step < 40; step += 1) {
    await budget.run(() => busy(5));
    budget.earn(1024 * 1024);
  }
});
