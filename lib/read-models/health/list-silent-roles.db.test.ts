import { afterAll, beforeEach, expect, it } from "vitest";
import { heartbeatName, type WorkerRole, workerRoleSchema } from "@/lib/contracts/health";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { listSilentRoles } from "./list-silent-roles";

const prisma = getPrisma();

const beat = (role: WorkerRole, ttlMs: number) =>
  prisma.lease.create({
    data: { name: heartbeatName(role), holder: "test", expiresAt: new Date(Date.now() + ttlMs) },
  });

beforeEach(() => prisma.lease.deleteMany({ where: { name: { startsWith: "worker:" } } }));
afterAll(async () => {
  await prisma.lease.deleteMany({ where: { name: { startsWith: "worker:" } } });
  await closePrisma();
});

it("names the roles that nobody runs, or ran until a while ago", async () => {
  expect(await listSilentRoles()).toEqual(workerRoleSchema.options);
  await beat("ingest", 20_000);
  await beat("rollup", -1);
  expect(await listSilentRoles()).toEqual(["correlate", "rollup", "monitor", "notify", "pull"]);
});
