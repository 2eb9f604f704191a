import { afterAll, expect, it } from "vitest";
import { createLogger } from "@/lib/log";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { cycleOnce } from "./start-rollup";

const prisma = getPrisma();
const context = { prisma, log: createLogger("test", "silent") };

afterAll(async () => {
  await prisma.$executeRaw`
    delete from reach_day where scope_id in (select id from reach_scope where ref = 'start-rollup-test')`;
  await prisma.$executeRaw`delete from reach_scope where ref = 'start-rollup-test'`;
  await closePrisma();
});

it("folds reach also while the aggregates cannot be refreshed, and says that a round failed", async () => {
  await prisma.$executeRaw`
    with scope as (
      insert into reach_scope (kind, ref, time_zone) values ('campaign', 'start-rollup-test', 'UTC') returning id
    )
    insert into reach_delta (scope_id, day, gap, gross, net) select id, date '2026-11-20', 93, 2, 1 from scope`;
  const failing = { cycle: () => Promise.reject(new Error("no refresh today")) };
  expect(await cycleOnce(failing, context, new AbortController().signal)).toMatchObject({ failed: true });
  const days = await prisma.$queryRaw`
    select gross[1] as gross, net[93] as net from reach_day join reach_scope on id = scope_id
    where ref = 'start-rollup-test'`;
  expect(days).toEqual([{ gross: 2, net: 1 }]);
});
