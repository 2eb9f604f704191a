import type { PrismaClient } from "@/lib/storage/prisma";
import { reportCases } from "./report-cases";
import { campaignId, type World } from "./world";

/** Milliseconds of one question, over all its runs. */
export interface Figure {
  name: string;
  p50: number;
  p95: number;
}

const warming = 3;

/**
 * Asks every question so many times, turn and turn about so that a noisy machine is noisy to all alike, each a few
 * times before for warmth. The first two figures are the limit: a statement of nothing, and one row by its index.
 */
export async function measureReports(
  prisma: PrismaClient,
  world: World,
  { runs, only }: { runs: number; only: string },
): Promise<Figure[]> {
  const clock = { now: () => new Date(world.now) };
  const limits = [
    { name: "limit: select 1", ask: () => prisma.$queryRaw`select 1` },
    {
      name: "limit: one row by index",
      ask: () => prisma.$queryRaw`select name from campaign where id = ${campaignId(0)}`,
    },
  ];
  const reports = reportCases
    .filter(({ name }) => name.includes(only))
    .map(({ name, ask }) => ({ name, ask: () => ask(prisma, clock) }));
  const cases = [...limits, ...reports].map((each) => ({ ...each, times: [] as number[] }));
  for (let run = -warming; run < runs; run += 1) {
    for (const { ask, times } of cases) {
      const startedAt = performance.now();
      await ask();
      if (run >= 0) times.push(performance.now() - startedAt);
    }
  }
  return cases.map(({ name, times }) => ({ name, p50: quantile(times, 0.5), p95: quantile(times, 0.95) }));
}

/** The value that so large a share of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
