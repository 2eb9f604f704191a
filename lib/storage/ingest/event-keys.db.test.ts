import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { type EventKeyRow, insertEventKeys, lockEventKeys } from "./event-keys";

let prisma: PrismaClient;
beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "", 2);
});
afterAll(() => prisma.$disconnect());

it("locks the ids that it reads, in key order, and leaves others alone", async () => {
  const prefix = randomUUID();
  const keys = ["c", "a", "b", "other"].map(
    (name): EventKeyRow => ({
      kind: "click",
      eventId: `${prefix}-${name}`,
      occurredAt: 1000,
      contentHash: "aa",
      receivedAt: 2000,
      timeGivenByUs: false,
    }),
  );
  await insertEventKeys(prisma, keys);
  await prisma.$transaction(async (db) => {
    const read = await lockEventKeys(db, [...keys.slice(0, 3), { kind: "click", eventId: `${prefix}-none` }]);
    expect(read).toEqual([keys[1], keys[2], keys[0]]);
    // the embedded database has one session, so nobody can wait here: a row's xmax tells that it is locked
    const rows = await db.$queryRaw<{ id: string; locked: boolean }[]>`
      select event_id as id, xmax <> 0 as locked from event_key where starts_with(event_id, ${prefix}) order by 1`;
    expect(rows.map(({ locked }) => locked)).toEqual([true, true, true, false]);
  });
});
