import { afterAll, expect, it } from "vitest";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { pruneReportedDays } from "./prune-reported-days";

const prisma = getPrisma();

afterAll(async () => {
  await prisma.$executeRaw`delete from reported_day where campaign_id = 'gone'`;
  await closePrisma();
});

it("forgets what was reported of days before retention, some at a time, and keeps the others", async () => {
  // older than anything that other tests report
  await prisma.$executeRaw`
    insert into reported_day (campaign_id, day, time_zone, first_figures, figures, reported_at)
    select 'gone', day, 'UTC', '{}', '{}', now() from unnest('{1990-01-01,1990-01-02,1990-01-03}'::date[]) as day`;
  expect(await pruneReportedDays(prisma, "1990-01-03", 1)).toBe(1);
  expect(await pruneReportedDays(prisma, "1990-01-03", 5)).toBe(1);
  const rows = await prisma.$queryRaw`select day::text as day from reported_day where campaign_id = 'gone'`;
  expect(rows).toEqual([{ day: "1990-01-03" }]);
});
