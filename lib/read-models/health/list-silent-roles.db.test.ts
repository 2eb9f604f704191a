import { afterAll, beforeEach, expect, it } from "vitest";
import { heartbeatName, type WorkerRole, workerRoleSchema } from "@/lib/contracts/health";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { listSilentRoles } from "./list-silent-roles";

const prisma = getPrisma();

const beat = (role: WorkerRole, ttlMs: number) =>
  prisma.lease.create({
    data: { name: heartbeatName(role), holder: "test", expiresAt: new Date(Date.now() + ttlMs) },
  });

const source = { id: "silent-roles-test", name: "Silent roles test" };
const addPull = () =>
  prisma.source.create({
    data: {
      ...source,
      pulls: {
        create: {
          id: source.id,
          name: "p",
          kind: "clicks",
          location: { type: "folder", path: "/x" },
          everySeconds: 60,
        },
      },
    },
  });

beforeEach(async () => {
  await prisma.lease.deleteMany({ where: { name: { startsWith: "worker:" } } });
  await prisma.source.deleteMany({ where: { id: source.id } });
});
afterAll(async () => {
  await prisma.source.deleteMany({ where: { id: source.id } });
  await prisma.lease.deleteMany({ where: { name: { startsWith: "worker:" } } });
  await closePrisma();
});

it("names the roles that nobody runs, or ran until a while ago", async () => {
  await addPull();
  expect(await listSilentRoles()).toEqual(workerRoleSchema.options);
  await beat("ingest", 20_000);
  await beat("rollup", -1);
  expect(await listSilentRoles()).toEqual(["correlate", "rollup", "monitor", "notify", "pull"]);
});

it("misses role pull only where something is to be pulled", async () => {
  await prisma.pull.updateMany({ data: { enabled: false } });
  expect(await listSilentRoles()).not.toContain("pull");
  await addPull();
  expect(await listSilentRoles()).toContain("pull");
});
