import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { type SourceInput, sourceInputSchema, sourceListSchema } from "@/lib/contracts/source";
import { listSources } from "@/lib/read-models/sources/list-sources";
import { everySource } from "@/lib/scope";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { createSource } from "./create-source";
import { updateSource } from "./update-source";

const prisma = getPrisma();
const actor = "sources-test@example.com";
const newKey = () => ({ id: randomUUID(), keyHash: randomUUID(), keyPrefix: "axk_ingest_abcdef" });
const create = (fields: Partial<SourceInput> = {}) =>
  createSource(actor, sourceInputSchema.parse({ name: "Sources test", ...fields }), newKey());
const audit = (subject: string) => prisma.auditLog.findMany({ where: { subject }, orderBy: { id: "asc" } });
const only = async (id: string) => (await listSources(everySource, id))[0];

afterAll(async () => {
  await prisma.source.deleteMany({ where: { name: { startsWith: "Sources test" } } });
  await prisma.auditLog.deleteMany({ where: { actor } });
  await closePrisma();
});

const mapping = { impressions: { fields: { occurredAt: { path: "ts", type: "epoch_s" as const }, creativeId: "ad" } } };

describe("createSource", () => {
  it("makes a source with its key, and never shows the hash", async () => {
    const id = await create({
      timeZone: "Asia/Kathmandu",
      unknownReferences: "create",
      mapping,
      expectedEverySeconds: 60,
    });
    const listed = sourceListSchema
      .parse({ sources: await listSources(everySource) })
      .sources.find((source) => source.id === id);
    expect(listed).toMatchObject({
      name: "Sources test",
      timeZone: "Asia/Kathmandu",
      unknownReferences: "create",
      mapping,
      expectedEverySeconds: 60,
      keys: [{ name: "Sources test: ingest", prefix: "axk_ingest_abcdef", revokedAt: null, expiresAt: null }],
    });
    expect(JSON.stringify(listed)).not.toMatch(/hash/i);
    expect(await audit(`source:${id}`)).toMatchObject([{ action: "source.create", actor, before: null }]);
  });

  it("refuses a mapping to a field that we do not have, and makes nothing", async () => {
    const before = await prisma.source.count();
    const wrong = { clicks: { fields: { creativeID: "ad" } } };
    await expect(create({ mapping: wrong })).rejects.toMatchObject({
      code: "invalid_request",
      details: { issues: [{ path: "mapping.clicks.fields.creativeID" }] },
    });
    expect(await prisma.source.count()).toBe(before);
  });
});

describe("updateSource", () => {
  it("changes what is named, and keeps before and after", async () => {
    const id = await create({ expectedEverySeconds: 60 });
    await updateSource(actor, id, { name: "Sources test 2", mapping, expectedEverySeconds: null });
    expect(await only(id)).toMatchObject({
      name: "Sources test 2",
      timeZone: "UTC",
      mapping,
      expectedEverySeconds: null,
    });
    expect((await audit(`source:${id}`))[1]).toMatchObject({
      action: "source.update",
      before: { name: "Sources test", mapping: {}, expectedEverySeconds: 60 },
      after: { name: "Sources test 2", mapping, expectedEverySeconds: null },
    });
  });

  it("has the stored impressions matched again when their bid requests are found otherwise, and only then", async () => {
    const jobs = (id: string) => prisma.bidMatchJob.findMany({ where: { sourceId: id } });
    const id = await create({ bidMatch: "user_time" });
    expect(await only(id)).toMatchObject({ bidMatch: "user_time" });
    await updateSource(actor, id, { name: "Sources test", bidMatch: "user_time", timeZone: "Asia/Tokyo" });
    expect(await jobs(id)).toEqual([]);
    await updateSource(actor, id, { bidMatch: "auction" });
    expect(await only(id)).toMatchObject({ bidMatch: "auction" });
    expect(await jobs(id)).toMatchObject([{ createdBy: actor, cursor: null }]);
    expect((await audit(`source:${id}`)).at(-1)).toMatchObject({
      before: { bidMatch: "user_time" },
      after: { bidMatch: "auction" },
    });
    await prisma.bidMatchJob.deleteMany({ where: { sourceId: id } });
  });

  it("writes nothing when nothing changes", async () => {
    const id = await create({ mapping });
    const reordered = {
      impressions: { fields: { creativeId: "ad", occurredAt: { type: "epoch_s" as const, path: "ts" } } },
    };
    await updateSource(actor, id, { mapping: reordered, name: "Sources test" });
    expect(await audit(`source:${id}`)).toHaveLength(1);
  });

  it("does not find what is not there", async () => {
    await expect(updateSource(actor, "nothing", { name: "x" })).rejects.toMatchObject({ code: "not_found" });
  });
});
