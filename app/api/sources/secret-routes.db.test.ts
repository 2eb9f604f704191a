import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createSigningSecret, parseSigningSecret } from "@/lib/auth/signature/signing-secret";
import { createdSecretSchema } from "@/lib/contracts/credentials";
import { sourceSchema } from "@/lib/contracts/source";
import * as sourceRoute from "./[id]/route";
import * as rotateSecretRoute from "./[id]/secrets/[secretId]/rotate/route";
import * as secretRoute from "./[id]/secrets/[secretId]/route";
import * as secretsRoute from "./[id]/secrets/route";
import { call, codeOf, knock, knockSigned, makeSource, show, statusesOf, World } from "./credentials.fixture";

const world = new World(process.env.DATABASE_URL);

beforeAll(() => world.open());
afterAll(() => world.close());

describe("a source", () => {
  it("is shown, with its limits, and 404 when it is not there", async () => {
    const { id } = await makeSource({ maxEventsPerSecond: 100 });
    expect(await show(id)).toMatchObject({ id, maxEventsPerSecond: 100, maxBytesPerSecond: null, secrets: [] });
    const missing = await call(sourceRoute.GET, { id: "nothing" }, undefined, { method: "GET" });
    expect(await codeOf(missing)).toEqual([404, "not_found"]);
  });

  it("hands its limits to who sends for it, changed ones at once, and null takes them back", async () => {
    const { id, ingestKey } = await makeSource({ maxEventsPerSecond: 100, maxBytesPerSecond: 10_000_000_000 });
    const limits = async () => (await (await knock(ingestKey)).json()).limits;
    expect(await limits()).toEqual({ eventsPerSecond: 100, bytesPerSecond: 10_000_000_000 });
    await call(sourceRoute.PATCH, { id }, { maxEventsPerSecond: 7, maxBytesPerSecond: null }, { method: "PATCH" });
    expect(await limits()).toEqual({ eventsPerSecond: 7, bytesPerSecond: null });
  });

  it("shows nothing that could be used", async () => {
    const { id } = await makeSource();
    const { secret } = createdSecretSchema.parse(await (await call(secretsRoute.POST, { id }, {})).json());
    const shown = JSON.stringify(await show(id));
    expect(shown).not.toContain(secret.slice(6));
    expect(shown).not.toMatch(/hash|sealed/i);
  });
});

describe("secrets", () => {
  const make = async (id: string, body: object = {}) =>
    createdSecretSchema.strict().parse(await (await call(secretsRoute.POST, { id }, body)).json());

  it("of ours have 256 random bits and sign at once", async () => {
    const { id } = await makeSource();
    const made = await make(id);
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await knockSigned(made.secret)).status).toBe(200);
    expect((await show(id)).secrets).toMatchObject([{ id: made.id, name: "Credential test: signature" }]);
    expect(await world.actionsOn(`signing_secret:${made.id}`)).toEqual(["signing_secret.create"]);
  });

  it("may be the sender's, with or without whsec_", async () => {
    const theirs = createSigningSecret();
    const made = await make((await makeSource()).id, { secret: theirs.slice("whsec_".length), name: "theirs" });
    expect(made.secret).toBe(theirs);
    expect((await knockSigned(theirs)).status).toBe(200);
  });

  it("do not tell between two sources that share one", async () => {
    const secret = createSigningSecret();
    const [first, second] = [await makeSource(), await makeSource()];
    await make(first.id, { secret });
    await make(second.id, { secret });
    expect((await knockSigned(secret)).status).toBe(401);
  });

  it("are stored sealed", async () => {
    const { id, secret } = await make((await makeSource()).id);
    const [row] = await world.query("select sealed from signing_secret where id = $1", [id]);
    const sealed = z.instanceof(Buffer).parse(row?.sealed);
    expect(sealed.includes(secret.slice(6))).toBe(false);
    expect(sealed.includes(parseSigningSecret(secret))).toBe(false);
  });

  it("end at once when they are revoked, and after the overlap when they are rotated", async () => {
    const { id } = await makeSource();
    const old = await make(id);
    expect((await knockSigned(old.secret)).status).toBe(200);
    const rotated = await call(rotateSecretRoute.POST, { id, secretId: old.id }, { overlapSeconds: 60 });
    const fresh = createdSecretSchema.strict().parse(await rotated.json());
    expect(await statusesOf(knockSigned(old.secret), knockSigned(fresh.secret))).toEqual([200, 200]);
    const revoked = await call(secretRoute.DELETE, { id, secretId: fresh.id }, undefined, { method: "DELETE" });
    expect(sourceSchema.parse(await revoked.json()).secrets).toHaveLength(2);
    expect(await statusesOf(knockSigned(old.secret), knockSigned(fresh.secret))).toEqual([200, 401]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
    expect((await knockSigned(old.secret)).status).toBe(401);
    vi.useRealTimers();
  });

  it.each(["", "whsec_", "short", "x".repeat(201)])("are not made of %j", async (secret) => {
    const { id } = await makeSource();
    expect(await codeOf(await call(secretsRoute.POST, { id }, { secret }))).toEqual([400, "invalid_request"]);
    expect((await show(id)).secrets).toEqual([]);
  });
});
