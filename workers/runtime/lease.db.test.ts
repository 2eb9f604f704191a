import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { createLogger } from "@/lib/log";
import { acquireLease } from "@/lib/storage/leases/acquire-lease";
import { releaseLease } from "@/lib/storage/leases/release-lease";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { startHeartbeat } from "./heartbeat";
import { runWithLease } from "./lease";
import { pause } from "./pause";
import type { Role } from "./role";

let prisma: PrismaClient;
const log = createLogger("test", "silent");
const roles: Role[] = [];
beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
});
afterEach(() => Promise.all(roles.splice(0).map((role) => role.stop())));
afterAll(() => prisma.$disconnect());

/** Starts a candidate that notes when it begins and ends to work. */
function candidate(name: string, as: string, notes: string[], ttlMs = 1000): Role {
  const role = runWithLease(
    { prisma, log },
    {
      name,
      as,
      ttlMs,
      work: async (signal) => {
        notes.push(`${as} begins`);
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        notes.push(`${as} ends`);
      },
    },
  );
  roles.push(role);
  return role;
}

it("gives a lease to one at a time, and to the next only when it was released or ran out", async () => {
  const name = `lease-test-${randomUUID()}`;
  expect(await acquireLease(prisma, name, "a", 60_000)).toBe(true);
  expect(await acquireLease(prisma, name, "b", 60_000)).toBe(false);
  expect(await acquireLease(prisma, name, "a", 0)).toBe(true);
  expect(await acquireLease(prisma, name, "b", 60_000)).toBe(true);
  await releaseLease(prisma, name, "a");
  expect(await acquireLease(prisma, name, "a", 60_000)).toBe(false);
  await releaseLease(prisma, name, "b");
  expect(await acquireLease(prisma, name, "a", 0)).toBe(true);
});

it("has one of two at work for longer than a lease lives, and the other take over when it stops", async () => {
  const name = `lease-test-${randomUUID()}`;
  const notes: string[] = [];
  const first = candidate(name, "first", notes);
  await vi.waitFor(() => expect(notes).toEqual(["first begins"]), 5000);
  candidate(name, "second", notes);
  await pause(2500);
  expect(notes).toEqual(["first begins"]);
  await first.stop();
  await vi.waitFor(() => expect(notes).toEqual(["first begins", "first ends", "second begins"]), 5000);
});

it("stops the work when somebody else has the lease", async () => {
  const name = `lease-test-${randomUUID()}`;
  const notes: string[] = [];
  candidate(name, "first", notes);
  await vi.waitFor(() => expect(notes).toEqual(["first begins"]), 5000);
  await prisma.$executeRaw`update lease set holder = 'thief', expires_at = now() + interval '1 minute' where name = ${name}`;
  await vi.waitFor(() => expect(notes).toEqual(["first begins", "first ends"]), 5000);
});

it("runs the work again after it failed", async () => {
  const name = `lease-test-${randomUUID()}`;
  let runs = 0;
  roles.push(
    runWithLease(
      { prisma, log },
      {
        name,
        ttlMs: 600,
        work: async () => {
          runs += 1;
          throw new Error("failed");
        },
      },
    ),
  );
  await vi.waitFor(() => expect(runs).toBeGreaterThan(2), 5000);
});

it("beats while a role lives, and takes its sign away when it stops", async () => {
  const role = `test-${randomUUID()}`;
  const heartbeat = startHeartbeat({ prisma, log }, role);
  const alive = async () => {
    const rows = await prisma.$queryRaw<unknown[]>`
      select from lease where name = ${`worker:${role}`} and expires_at between now() + interval '10 seconds' and now() + interval '20 seconds'`;
    return rows.length;
  };
  await vi.waitFor(async () => expect(await alive()).toBe(1), 5000);
  await heartbeat.stop();
  expect(await alive()).toBe(0);
});
