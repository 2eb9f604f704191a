import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createdKeySchema } from "@/lib/contracts/credentials";
import { sourceSchema } from "@/lib/contracts/source";
import * as rotateKeyRoute from "./[id]/keys/[keyId]/rotate/route";
import * as keyRoute from "./[id]/keys/[keyId]/route";
import * as keysRoute from "./[id]/keys/route";
import * as secretsRoute from "./[id]/secrets/route";
import { call, codeOf, keys, knock, makeSource, readKeyId, show, statusesOf, World } from "./credentials.fixture";

const world = new World(process.env.DATABASE_URL);

beforeAll(() => world.open());
afterAll(() => world.close());

const firstKeyOf = async (id: string) => (await show(id)).keys[0]!.id;

describe("keys", () => {
  const make = async (id: string, body: object = {}) =>
    createdKeySchema.strict().parse(await (await call(keysRoute.POST, { id }, body)).json());
  const revoke = (id: string, keyId: string) => call(keyRoute.DELETE, { id, keyId }, undefined, { method: "DELETE" });

  it("come beside the first, each with its name and expiry", async () => {
    const { id, ingestKey } = await makeSource();
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const made = await make(id, { name: "the new server", expiresAt });
    expect(await statusesOf(knock(ingestKey), knock(made.ingestKey))).toEqual([200, 200]);
    expect((await show(id)).keys).toMatchObject([{ name: "the new server", expiresAt }, { expiresAt: null }]);
    expect(await world.actionsOn(`api_key:${made.id}`)).toEqual(["api_key.create"]);
  });

  it("are made without a body too", async () => {
    const { id } = await makeSource();
    const answer = await call(keysRoute.POST, { id });
    expect(answer.status).toBe(201);
    expect((await show(id)).keys[0]?.name).toBe("Credential test: ingest");
  });

  it("work no more at once when they are revoked, and are revoked once", async () => {
    const { id, ingestKey } = await makeSource();
    expect((await knock(ingestKey)).status).toBe(200);
    const keyId = await firstKeyOf(id);
    const answer = await revoke(id, keyId);
    expect(sourceSchema.parse(await answer.json()).keys[0]?.revokedAt).not.toBeNull();
    expect((await knock(ingestKey)).status).toBe(401);
    expect(await codeOf(await revoke(id, keyId))).toEqual([409, "conflict"]);
    expect(await world.actionsOn(`api_key:${keyId}`)).toEqual(["api_key.create", "api_key.revoke"]);
  });

  it("work on for the overlap when they are rotated", async () => {
    const { id, ingestKey } = await makeSource();
    const keyId = await firstKeyOf(id);
    const answer = await call(rotateKeyRoute.POST, { id, keyId }, { overlapSeconds: 3_600 });
    expect(answer.status).toBe(201);
    const fresh = createdKeySchema.strict().parse(await answer.json());
    expect(await statusesOf(knock(ingestKey), knock(fresh.ingestKey))).toEqual([200, 200]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    expect(await statusesOf(knock(ingestKey), knock(fresh.ingestKey))).toEqual([401, 200]);
    vi.useRealTimers();
    expect(await world.actionsOn(`api_key:${keyId}`)).toEqual(["api_key.create", "api_key.rotate"]);
  });

  it("end at once with an overlap of 0, and cannot be rotated or revoked again", async () => {
    const { id, ingestKey } = await makeSource();
    const keyId = await firstKeyOf(id);
    expect((await knock(ingestKey)).status).toBe(200);
    await call(rotateKeyRoute.POST, { id, keyId }, { overlapSeconds: 0 });
    expect((await knock(ingestKey)).status).toBe(401);
    expect(await codeOf(await call(rotateKeyRoute.POST, { id, keyId }, {}))).toEqual([409, "conflict"]);
    expect(await codeOf(await revoke(id, keyId))).toEqual([409, "conflict"]);
    expect((await show(id)).keys).toHaveLength(2);
  });

  it("overlap for a day by default, but never longer than they would have worked", async () => {
    const { id } = await makeSource();
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const find = async (keyId: string) => (await show(id)).keys.find((key) => key.id === keyId);
    const short = await make(id, { expiresAt });
    await call(rotateKeyRoute.POST, { id, keyId: short.id });
    expect((await find(short.id))?.expiresAt).toBe(expiresAt);
    const long = await make(id);
    await call(rotateKeyRoute.POST, { id, keyId: long.id });
    const until = Date.parse((await find(long.id))?.expiresAt ?? "");
    expect(Math.abs(until - Date.now() - 86_400_000)).toBeLessThan(60_000);
  });

  it("are rotated once by two who do it at the same time", async () => {
    const { id } = await makeSource();
    const keyId = await firstKeyOf(id);
    const rotate = () => call(rotateKeyRoute.POST, { id, keyId }, { overlapSeconds: 0 });
    const statuses = (await Promise.all([rotate(), rotate()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409]);
  });

  it("belong to one source, and are not found under another", async () => {
    const [mine, theirs] = [await makeSource(), await makeSource()];
    const keyId = await firstKeyOf(theirs.id);
    expect(await codeOf(await revoke(mine.id, keyId))).toEqual([404, "not_found"]);
    expect(await codeOf(await call(rotateKeyRoute.POST, { id: mine.id, keyId }, {}))).toEqual([404, "not_found"]);
    expect(await codeOf(await call(keysRoute.POST, { id: "nothing" }, {}))).toEqual([404, "not_found"]);
    expect((await knock(theirs.ingestKey)).status).toBe(200);
  });

  it("never revoke a key that is no ingest key", async () => {
    const { id } = await makeSource();
    expect((await revoke(id, readKeyId)).status).toBe(404);
  });

  it("are at most 50 that work", async () => {
    const { id } = await makeSource();
    for (let index = 1; index < 50; index += 1) await make(id);
    expect(await codeOf(await call(keysRoute.POST, { id }, {}))).toEqual([409, "conflict"]);
    const keyId = await firstKeyOf(id);
    expect(await codeOf(await call(rotateKeyRoute.POST, { id, keyId }, {}))).toEqual([409, "conflict"]);
    expect((await call(rotateKeyRoute.POST, { id, keyId }, { overlapSeconds: 0 })).status).toBe(201);
    await revoke(id, await firstKeyOf(id));
    expect((await call(keysRoute.POST, { id }, {})).status).toBe(201);
  });

  it.each([{ expiresAt: "2020-01-01T00:00:00Z" }, { expiresAt: "tomorrow" }, { name: "" }, { name: "x".repeat(201) }])(
    "are not made of %j",
    async (body) => {
      const { id } = await makeSource();
      expect(await codeOf(await call(keysRoute.POST, { id }, body))).toEqual([400, "invalid_request"]);
      expect((await show(id)).keys).toHaveLength(1);
    },
  );

  it("are changed by who may manage only", async () => {
    const { id, ingestKey } = await makeSource();
    const keyId = await firstKeyOf(id);
    for (const key of [keys.read, ingestKey]) {
      expect((await call(keysRoute.POST, { id }, {}, { key })).status).toBe(403);
      expect((await call(rotateKeyRoute.POST, { id, keyId }, {}, { key })).status).toBe(403);
      expect((await call(keyRoute.DELETE, { id, keyId }, undefined, { method: "DELETE", key })).status).toBe(403);
      expect((await call(secretsRoute.POST, { id }, {}, { key })).status).toBe(403);
    }
  });
});
