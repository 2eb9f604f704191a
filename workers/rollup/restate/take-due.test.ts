import { expect, it } from "vitest";
import { takeDue } from "./take-due";

const hourMs = 3_600_000;
const now = 1_000 * hourMs;
const range = (id: bigint, from: number, ageMs: number) => ({
  id,
  from: from * hourMs,
  to: (from + 1) * hourMs,
  campaignIds: null,
  createdAt: now - ageMs,
});

it("takes what shares no day with anything restless, and what has waited long enough", () => {
  const waiting = [range(1n, 100, 20_000), range(2n, 140, 20_000), range(3n, 140, 300_000), range(4n, 300, 20_000)];
  const restless = [{ from: 150 * hourMs, to: 150 * hourMs }];
  const taken = (since: typeof restless) => takeDue(waiting, since, now, { mostMs: 300_000 }).map(({ id }) => id);
  expect(taken(restless)).toEqual([1n, 3n, 4n]);
  expect(taken([])).toEqual([1n, 2n, 3n, 4n]);
});
