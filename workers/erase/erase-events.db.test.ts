import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { correlatePairs } from "@/workers/correlate/correlate-pairs";
import { jsonChunk, seedCampaign, throughStages } from "@/workers/ingest/chunk.fixture";
import { writeChunk } from "@/workers/ingest/write/write-chunk";
import { eraseOthers } from "./erase-events";

const prisma = getPrisma();

afterAll(closePrisma);

it("leaves neither journey nor reach of what has come since the user's journeys were deleted", async () => {
  const { catalogue, campaignId, creativeId } = await seedCampaign(prisma);
  const at = Date.now() - 3_600_000;
  const record = { timestamp: new Date(at).toISOString(), user_id: randomUUID(), ad_id: creativeId, site: "a.example" };
  const chunk = throughStages(jsonChunk([record], { kind: "impressions", sourceId: "erase-late" }), catalogue);
  const written = await writeChunk(prisma, chunk);
  const userKey = written.redelivered ? "" : (written.stored[0]?.userKey ?? "");
  const pairs = [{ userKey, campaignId, from: at, to: at }];
  await correlatePairs(prisma, { sourceId: "erase-late", watermarks: {}, pairs });
  const active = async () => await prisma.userDays.count({ where: { userKey, NOT: { gross: 0n } } });
  expect(await active()).toBeGreaterThan(0);

  const whose = { erasureId: randomUUID(), userKey, rows: 10 };
  const erase = (from: number) =>
    prisma.$transaction((db) => eraseOthers(db, whose, { step: "events", table: "impression", from }));
  for (let from = 0, rest = true; rest; ) {
    const { next } = await erase(from);
    if (next?.step === "events" && next.table === "impression") from = next.from;
    else rest = false;
  }
  expect(await prisma.journeyEvent.count({ where: { userKey } })).toBe(0);
  expect(await active()).toBe(0);
  const [sum] = await prisma.$queryRaw<object[]>`
    select sum(gross)::integer as gross, sum(net)::integer as net
    from reach_delta join reach_scope on reach_scope.id = scope_id where kind = 'campaign' and ref = ${campaignId}`;
  expect(sum).toEqual({ gross: 0, net: 0 });
});
