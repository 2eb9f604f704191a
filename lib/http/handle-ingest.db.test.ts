import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetApiKeys } from "@/lib/auth/find-api-key";
import { forgetSigningSecrets, secretContext } from "@/lib/auth/find-signing-secrets";
import { seal } from "@/lib/auth/seal";
import { createSigningSecret } from "@/lib/auth/signature/signing-secret";
import { getPrisma } from "@/lib/storage/prisma";
import {
  asking,
  closeWorld,
  keys,
  now,
  openWorld,
  type Sent,
  seconds,
  secrets,
  send,
  signed,
  withHeaders,
  without,
} from "./signed-requests.fixture";

const prisma = getPrisma();

beforeAll(openWorld);
beforeEach(() => {
  forgetSigningSecrets();
  forgetApiKeys();
});
afterAll(closeWorld);

describe("who asks", () => {
  it("is the source of the secret, by the secret's id, with the source's limits", async () => {
    expect(await (await send(signed())).json()).toMatchObject({
      keyId: "signed-s1",
      limits: { eventsPerSecond: 500, bytesPerSecond: 5_000_000_000 },
    });
    const other = await (await send(signed({ secret: secrets.other }))).json();
    expect(other).toMatchObject({ source: "signed-other", limits: { eventsPerSecond: null, bytesPerSecond: null } });
  });

  it("is the key's source alone, when there is a key too", async () => {
    const both = withHeaders(signed(), { authorization: `Bearer ${keys.ingest.key}` });
    expect(await (await send(both)).json()).toMatchObject({ source: "signed-other", keyId: keys.ingest.id });
    const reader = withHeaders(signed(), { authorization: `Bearer ${keys.read.key}` });
    expect((await send(reader)).status).toBe(403);
  });

  it("is known to be revoked within five seconds", async () => {
    expect((await send(signed({ secret: secrets.shopOld }))).status).toBe(200);
    await prisma.$executeRaw`update signing_secret set revoked_at = now() where id = 'signed-s2'`;
    vi.setSystemTime(now + 5_000);
    const again = await send(signed({ secret: secrets.shopOld }));
    await prisma.$executeRaw`update signing_secret set revoked_at = null where id = 'signed-s2'`;
    vi.setSystemTime(now);
    expect(again.status).toBe(401);
  });
});

describe("what is said", () => {
  const said = async (sent: Sent) => (await (await send(sent)).json()).error.message;

  it("names the header, the clock, the limit or the source", async () => {
    expect(await said(without(signed(), "webhook-id"))).toContain("`webhook-id` is missing");
    expect(await said(signed({ at: seconds - 301 }))).toContain(new Date(now).toISOString().slice(0, 19));
    expect(await said(signed({ secret: secrets.stranger }))).toContain("?source=<id>");
    expect(await said(asking("signed-shop", signed({ secret: secrets.stranger })))).not.toContain("?source");
    expect(await said({ ...signed(), headers: {} })).toContain("Bearer");
  });

  it("is the same of a source that does not exist and of a wrong secret", async () => {
    const wrong = signed({ secret: secrets.stranger });
    expect(await said(asking("signed-nowhere", wrong))).toBe(await said(asking("signed-shop", wrong)));
  });

  it("refuses a body that is too large to be held", async () => {
    const answer = await send(signed({ body: new Uint8Array(8 * 1024 * 1024 + 1) }));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ error: { code: "too_large", details: { maxBytes: 8 * 1024 * 1024 } } });
  });
});

it("is not shut by a secret that was sealed under another APP_SECRET", async () => {
  const sealed = Uint8Array.from(randomBytes(80));
  await prisma.signingSecret.create({ data: { id: "signed-s6", sourceId: "signed-shop", name: "broken", sealed } });
  expect((await send(signed())).status).toBe(200);
});

it("tries 500 secrets for a request that does not name its source, and else those of the source", async () => {
  const ids = Array.from({ length: 500 }, (_, index) => `signed-many-${index}`);
  const createdAt = new Date(now + 60_000);
  const data = ids.map((id) => {
    const sealed = Uint8Array.from(seal(createSigningSecret(), secretContext(id)));
    return { id, sourceId: "signed-none", name: id, sealed, createdAt };
  });
  await prisma.signingSecret.createMany({ data: data.slice(1) });
  const first = await send(signed({ secret: secrets.shop }));
  expect(first.status).toBe(200);
  await prisma.signingSecret.createMany({
    data: [...data.slice(0, 1), ...data.map((row) => ({ ...row, id: `${row.id}-b` }))],
  });
  forgetSigningSecrets();
  const unnamed = await send(signed({ secret: secrets.shop }));
  const named = await send(asking("signed-shop", signed({ secret: secrets.shop })));
  await prisma.signingSecret.deleteMany({ where: { id: { startsWith: "signed-many-" } } });
  expect([unnamed.status, named.status]).toEqual([401, 200]);
  expect((await unnamed.json()).error.message).toContain("?source=<id>");
});
