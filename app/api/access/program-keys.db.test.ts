import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createProgramKey } from "@/lib/actions/api-keys/create-api-key";
import { revokeProgramKey } from "@/lib/actions/api-keys/revoke-api-key";
import { createApiKey } from "@/lib/auth/api-key";
import { findApiKey, forgetApiKeys } from "@/lib/auth/find-api-key";
import { apiKeyInputSchema } from "@/lib/contracts/api-keys";
import { listApiKeys } from "@/lib/read-models/api-keys/list-api-keys";
import { listAudit } from "@/lib/read-models/audit/list-audit";
import { administration } from "@/lib/scope";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";

const prisma = getPrisma();
const advertiserId = "program-keys/adv";

beforeAll(() => prisma.advertiser.create({ data: { id: advertiserId, name: "Of the keys" } }));
afterAll(async () => {
  await prisma.apiKey.deleteMany({ where: { createdBy: "ann@keys.example" } });
  await prisma.advertiser.delete({ where: { id: advertiserId } });
  await closePrisma();
});

async function make(input: object) {
  const parsed = apiKeyInputSchema.parse({ name: "A dashboard", scope: "read", ...input });
  const { key, ...made } = createApiKey(parsed.scope);
  await createProgramKey(administration, "ann@keys.example", parsed, made);
  return { key, id: made.id };
}
const listed = async (id: string) => (await listApiKeys(administration)).find((key) => key.id === id);

describe("a program's key", () => {
  it("is for the advertisers it was made for, and is known by them", async () => {
    const { key, id } = await make({ advertiserIds: [advertiserId] });
    expect(await findApiKey(key)).toMatchObject({ scope: "read", sourceId: null, advertiserIds: [advertiserId] });
    expect(await listed(id)).toMatchObject({
      advertisers: [{ id: advertiserId, name: "Of the keys" }],
      createdBy: "ann@keys.example",
      prefix: key.slice(0, key.length - 37),
    });
  });

  it("is for every advertiser without any named", async () => {
    const { key, id } = await make({});
    expect(await findApiKey(key)).toMatchObject({ advertiserIds: null });
    expect(await listed(id)).toMatchObject({ advertisers: null, revokedAt: null });
  });

  it("tells when it was used last", async () => {
    const { key, id } = await make({});
    expect((await listed(id))?.lastUsedAt).toBeNull();
    await findApiKey(key);
    await expect.poll(async () => (await listed(id))?.lastUsedAt).toEqual(expect.any(String));
  });

  it("works no more once it is revoked, which happens once", async () => {
    const { key, id } = await make({});
    await revokeProgramKey(administration, "ann@keys.example", id);
    forgetApiKeys();
    expect(await findApiKey(key)).toBeNull();
    await expect(revokeProgramKey(administration, "ann@keys.example", id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("is none of a source, whose keys are revoked there", async () => {
    const { key: _, ...made } = createApiKey("ingest");
    await prisma.source.create({ data: { id: "program-keys", name: "s" } });
    await prisma.apiKey.create({ data: { ...made, name: "n", scope: "ingest", sourceId: "program-keys" } });
    expect(await listed(made.id)).toBeUndefined();
    await expect(revokeProgramKey(administration, "ann", made.id)).rejects.toMatchObject({ code: "not_found" });
    await prisma.source.delete({ where: { id: "program-keys" } });
  });

  it.each([
    [{ advertiserIds: ["program-keys/none"] }, "advertiserIds[0]"],
    [{ expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
  ])("is refused for %j, by %s", async (input, path) => {
    await expect(make(input)).rejects.toMatchObject({ code: "invalid_request", details: { issues: [{ path }] } });
  });
});

describe("the audit log", () => {
  it("tells of both, with what was before and what is after, page by page, and nothing of the key", async () => {
    const { key, id } = await make({ name: "Audited" });
    await revokeProgramKey(administration, "ann@keys.example", id);
    const first = await listAudit(administration, { subject: id.toUpperCase() }, prisma, 1);
    expect(first.lines).toMatchObject([
      { action: "api_key.revoke", before: { revoked: false }, after: { revoked: true } },
    ]);
    const second = await listAudit(administration, { subject: id, cursor: first.nextCursor ?? "" }, prisma, 1);
    expect(second).toMatchObject({ lines: [{ action: "api_key.create", before: null, after: { name: "Audited" } }] });
    expect(second.nextCursor).toBeNull();
    expect(JSON.stringify([first, second])).not.toContain(key.slice(-37));
  });

  it("is found by who, what and when, with what others take for a wildcard", async () => {
    const { id } = await make({});
    const found = (query: object) =>
      listAudit(administration, { subject: id, ...query }).then(({ lines }) => lines.length);
    expect(await found({ actor: "ANN@keys" })).toBe(1);
    expect(await found({ actor: "%" })).toBe(0);
    expect(await found({ action: "revoke" })).toBe(0);
    expect(await found({ from: new Date(Date.now() - 60_000).toISOString() })).toBe(1);
    expect(await found({ to: new Date(Date.now() - 60_000).toISOString() })).toBe(0);
  });
});
