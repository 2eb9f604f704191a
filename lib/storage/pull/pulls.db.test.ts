import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createPrisma } from "@/lib/storage/prisma";
import { giveBackPull } from "./give-back-pull";
import { holdPull } from "./hold-pull";
import { listRemembered } from "./list-remembered";
import { takeDuePull } from "./take-due-pull";
import { type PulledFileRow, upsertPulledFile } from "./upsert-pulled-file";

const prisma = createPrisma(process.env.DATABASE_URL ?? "", 4);
const sourceId = "pull-storage-test";
const ttlMs = 60_000;
const past = new Date(Date.now() - 60_000);

const make = (id: string, fields: object = {}) =>
  prisma.pull.create({
    data: {
      id,
      sourceId,
      name: id,
      kind: "clicks",
      location: { type: "folder", path: "/p" },
      everySeconds: 600,
      nextAt: past,
      ...fields,
    },
  });
const get = (id: string) => prisma.pull.findUniqueOrThrow({ where: { id } });

beforeEach(async () => {
  await prisma.source.deleteMany({ where: { id: sourceId } });
  await prisma.source.create({ data: { id: sourceId, name: "t", maxBytesPerSecond: 5000n } });
});
afterAll(async () => {
  await prisma.source.deleteMany({ where: { id: sourceId } });
  await prisma.$disconnect();
});

describe("taking a pull", () => {
  it("takes what is due, the longest first, once", async () => {
    await make("later", { nextAt: new Date(Date.now() + 60_000) });
    await make("off", { enabled: false });
    await make("second");
    await make("first", { nextAt: new Date(Date.now() - 120_000), sealed: Uint8Array.of(7) });
    const taken = [await takeDuePull(prisma, "a", ttlMs), await takeDuePull(prisma, "b", ttlMs)];
    expect(taken.map((pull) => pull?.id)).toEqual(["first", "second"]);
    expect(taken[0]).toMatchObject({ eventsPerSecond: null, bytesPerSecond: 5000, sealed: Uint8Array.of(7) });
    expect(await takeDuePull(prisma, "c", ttlMs)).toBeNull();
    expect((await get("first")).nextAt.getTime()).toBeGreaterThan(Date.now() + 500_000);
  });

  it("gives each to one of those who ask at once", async () => {
    await make("one");
    const taken = await Promise.all(["a", "b", "c", "d"].map((holder) => takeDuePull(prisma, holder, ttlMs)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it("takes one up again whose holder fell silent", async () => {
    await make("dead");
    await takeDuePull(prisma, "a", -1);
    expect((await takeDuePull(prisma, "b", ttlMs))?.id).toBe("dead");
  });
});

describe("holding a pull", () => {
  it("is told when the pull is another's, changed, switched off or gone", async () => {
    await make("held");
    const pull = (await takeDuePull(prisma, "a", ttlMs))!;
    const hold = (holder: string) => holdPull(prisma, pull, { holder, ttlMs });
    expect(await hold("b")).toBe(false);
    expect(await hold("a")).toBe(true);
    await prisma.pull.update({ where: { id: "held" }, data: { enabled: false, updatedAt: pull.updatedAt } });
    expect(await hold("a")).toBe(false);
    await prisma.pull.update({ where: { id: "held" }, data: { enabled: true, updatedAt: new Date() } });
    expect(await hold("a")).toBe(false);
    await prisma.pull.delete({ where: { id: "held" } });
    expect(await hold("a")).toBe(false);
  });

  it("is given back with how it ended, and sooner than its time when asked", async () => {
    await make("ended");
    await takeDuePull(prisma, "a", ttlMs);
    await giveBackPull(prisma, { pullId: "ended", holder: "b" }, { isFinished: true, error: "no", againMs: null });
    expect((await get("ended")).holder).toBe("a");
    await giveBackPull(prisma, { pullId: "ended", holder: "a" }, { isFinished: true, error: "no", againMs: null });
    const ended = await get("ended");
    expect(ended).toMatchObject({ holder: null, heldUntil: null, lastError: "no", lastFinishedAt: expect.any(Date) });
    expect(ended.nextAt.getTime()).toBeGreaterThan(Date.now() + 500_000);
    await prisma.pull.update({ where: { id: "ended" }, data: { nextAt: past, updatedAt: ended.updatedAt } });
    await takeDuePull(prisma, "a", ttlMs);
    await giveBackPull(prisma, { pullId: "ended", holder: "a" }, { isFinished: false, error: null, againMs: 0 });
    expect((await get("ended")).lastError).toBe("no");
    expect((await takeDuePull(prisma, "b", ttlMs))?.id).toBe("ended");
  });
});

it("remembers files by name and version, and nothing of a pull that is gone", async () => {
  await make("files");
  const row: PulledFileRow = {
    name: 'a"{,}\\ä.csv',
    version: "1",
    bytes: 5_000_000_000,
    state: "retrying",
    attempts: 1,
    batchId: null,
    records: null,
    error: "broke",
  };
  await upsertPulledFile(prisma, "files", row);
  await upsertPulledFile(prisma, "files", {
    ...row,
    state: "taken",
    attempts: 2,
    batchId: "b",
    records: 7,
    error: null,
  });
  await upsertPulledFile(prisma, "gone", row);
  const remembered = await listRemembered(prisma, "files", [row, { name: "other", version: "1" }]);
  expect([...remembered]).toEqual([[row.name, { state: "taken", attempts: 2, takenAt: expect.any(Date) }]]);
  expect(await listRemembered(prisma, "files", [{ ...row, version: "2" }])).toEqual(new Map());
  expect(await prisma.pulledFile.count({ where: { pullId: "gone" } })).toBe(0);
});
