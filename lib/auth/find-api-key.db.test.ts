import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { createApiKey } from "./api-key";
import { findApiKey, keyCacheMs } from "./find-api-key";

const prisma = getPrisma();

async function store(fields: { scope?: "ingest" | "read"; expiresAt?: Date } = {}): Promise<string> {
  const scope = fields.scope ?? "read";
  const { key, ...stored } = createApiKey(scope);
  const sourceId = scope === "ingest" ? "key-test" : null;
  await prisma.apiKey.create({ data: { ...stored, name: "k", scope, sourceId, expiresAt: fields.expiresAt ?? null } });
  return key;
}

beforeEach(async () => {
  await prisma.source.upsert({ where: { id: "key-test" }, create: { id: "key-test", name: "t" }, update: {} });
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  await prisma.apiKey.deleteMany({ where: { name: "k" } });
  await prisma.source.delete({ where: { id: "key-test" } });
  await closePrisma();
});

it("finds a key by its hash, an ingest key with its source", async () => {
  expect(await findApiKey(await store())).toMatchObject({ kind: "key", scope: "read", sourceId: null });
  expect(await findApiKey(await store({ scope: "ingest" }))).toMatchObject({ scope: "ingest", sourceId: "key-test" });
});

it("does not find a key that was never made", async () => {
  expect(await findApiKey(createApiKey("manage").key)).toBeNull();
});

it("lets a key die at its expiry, remembered or not", async () => {
  const key = await store({ expiresAt: new Date(Date.now() + 60_000) });
  expect(await findApiKey(key)).not.toBeNull();
  expect(await findApiKey(key, new Date(Date.now() + 61_000))).toBeNull();
});

it("lets a revoked key die within five seconds", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const key = await store();
  expect(await findApiKey(key)).not.toBeNull();
  await prisma.$executeRaw`update api_key set revoked_at = now() where name = 'k'`;
  vi.setSystemTime(Date.now() + keyCacheMs);
  expect(keyCacheMs).toBeLessThanOrEqual(5_000);
  expect(await findApiKey(key)).toBeNull();
});
