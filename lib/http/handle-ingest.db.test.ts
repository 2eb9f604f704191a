import { createHash, createHmac, randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { forgetApiKeys } from "@/lib/auth/find-api-key";
import { forgetSigningSecrets, secretContext } from "@/lib/auth/find-signing-secrets";
import { seal } from "@/lib/auth/seal";
import { createSigningSecret, parseSigningSecret } from "@/lib/auth/signature/signing-secret";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { json } from "./answers";
import { handleIngest } from "./handle-ingest";

const prisma = getPrisma();
/** Half a second into a second, so that whole seconds are counted right. */
const now = Math.floor(Date.now() / 1000) * 1000 + 500;
const seconds = now / 1000 - 0.5;

const secrets = {
  shop: createSigningSecret(),
  shopOld: createSigningSecret(),
  shopRevoked: createSigningSecret(),
  shopExpired: createSigningSecret(),
  other: createSigningSecret(),
  stranger: createSigningSecret(),
};
const keys = { ingest: createApiKey("ingest"), read: createApiKey("read") };

const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const route = handleIngest<{ kind: string }>(async ({ request, principal }) =>
  json({
    source: principal.sourceId,
    keyId: principal.keyId,
    limits: principal.limits,
    encoding: request.headers.get("content-encoding"),
    body: digest(new Uint8Array(await request.arrayBuffer())),
  }),
);

interface Sent {
  body: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
  query: string;
}
const send = ({ body, headers, query }: Sent) =>
  route(new Request(`http://127.0.0.1/api/ingest/clicks${query}`, { method: "POST", headers, body }), {
    params: Promise.resolve({ kind: "clicks" }),
  });

const utf8 = (text: string) => Uint8Array.from(Buffer.from(text));
const defaultBody = utf8('{"a": 1,  "b":"ü"}\n');

function mac(secret: string, id: string, timestamp: string, body: Uint8Array): string {
  const key = parseSigningSecret(secret);
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}

/** A request that is signed right, but for what is changed of it afterwards. */
function signed(
  given: Partial<{ body: Uint8Array<ArrayBuffer>; id: string; at: number | string; secret: string }> = {},
): Sent {
  const { body = defaultBody, id = "msg_1", at = seconds, secret = secrets.shop } = given;
  const timestamp = String(at);
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": mac(secret, id, timestamp, body),
  };
  return { body, headers, query: "" };
}

const withHeaders = (sent: Sent, headers: Record<string, string>): Sent => ({
  ...sent,
  headers: { ...sent.headers, ...headers },
});
const without = (sent: Sent, name: string): Sent => {
  const { [name]: _, ...headers } = sent.headers;
  return { ...sent, headers };
};
const signatureOf = (sent: Sent) => sent.headers["webhook-signature"] ?? "";
const withSignature = (change: (signature: string) => string, sent = signed()) =>
  withHeaders(sent, { "webhook-signature": change(signatureOf(sent)) });
const withBody = (body: Uint8Array<ArrayBuffer>, sent = signed()): Sent => ({ ...sent, body });
const asking = (source: string, sent = signed()): Sent => ({ ...sent, query: `?source=${source}` });

async function storeSecret(id: string, source: string, secret: string, fields = {}): Promise<void> {
  const sealed = Uint8Array.from(seal(secret, secretContext(id)));
  await prisma.signingSecret.create({ data: { id, sourceId: source, name: id, sealed, ...fields } });
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now });
  for (const id of ["signed-shop", "signed-other", "signed-none"])
    await prisma.source.create({ data: { id, name: id } });
  await prisma.source.update({
    where: { id: "signed-shop" },
    data: { maxEventsPerSecond: 500, maxBytesPerSecond: 5_000_000_000n },
  });
  await storeSecret("signed-s1", "signed-shop", secrets.shop);
  await storeSecret("signed-s2", "signed-shop", secrets.shopOld, { expiresAt: new Date(now + 3_600_000) });
  await storeSecret("signed-s3", "signed-shop", secrets.shopRevoked, { revokedAt: new Date(now - 1_000) });
  await storeSecret("signed-s4", "signed-shop", secrets.shopExpired, { expiresAt: new Date(now - 1_000) });
  await storeSecret("signed-s5", "signed-other", secrets.other.slice("whsec_".length));
  for (const [scope, { key: _, ...stored }] of Object.entries(keys)) {
    const sourceId = scope === "ingest" ? "signed-other" : null;
    await prisma.apiKey.create({ data: { ...stored, name: `signed ${scope}`, scope, sourceId } });
  }
});
beforeEach(() => {
  forgetSigningSecrets();
  forgetApiKeys();
});
afterAll(async () => {
  vi.useRealTimers();
  await prisma.apiKey.deleteMany({ where: { name: { startsWith: "signed " } } });
  await prisma.source.deleteMany({ where: { id: { startsWith: "signed-" } } });
  await closePrisma();
});

const bom = utf8('\ufeff{"a":1}');
const binary = Uint8Array.from(randomBytes(100_000));
const gzip = Uint8Array.from(gzipSync(defaultBody));
const empty = new Uint8Array(0);
const emptyHeader = (name: string) => withHeaders(signed(), { [name]: "" });

it.each<[string, Sent]>([
  ["as signed", signed()],
  ["299 s old", signed({ at: seconds - 299 })],
  ["300 s old", signed({ at: seconds - 300 })],
  ["299 s ahead", signed({ at: seconds + 299 })],
  ["300 s ahead", signed({ at: seconds + 300 })],
  ["an old secret that still works", signed({ secret: secrets.shopOld })],
  [
    "the signatures of the old and the new secret",
    withSignature((good) => `${signatureOf(signed({ secret: secrets.shopOld }))} ${good}`),
  ],
  [
    "one of two signatures right",
    withSignature((good) => `${signatureOf(signed({ secret: secrets.stranger }))} ${good}`),
  ],
  ["the right one first", withSignature((good) => `${good} ${signatureOf(signed({ secret: secrets.stranger }))}`)],
  ["other versions beside it", withSignature((good) => `v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw ${good} v2,AAAA`)],
  ["several spaces between", withSignature((good) => `v2,AAAA   ${good}`)],
  ["spaces around the header", withSignature((good) => `  ${good} `)],
  [
    "20 signatures",
    withSignature((good) => `${`${signatureOf(signed({ secret: secrets.stranger }))} `.repeat(19)}${good}`),
  ],
  ["an empty body", signed({ body: empty })],
  ["a body with a byte order mark", signed({ body: bom })],
  ["a binary body", signed({ body: binary })],
  ["a compressed body, signed as it is sent", withHeaders(signed({ body: gzip }), { "content-encoding": "gzip" })],
  ["8 MB", signed({ body: new Uint8Array(8 * 1024 * 1024) })],
  ["its source named", asking("signed-shop")],
  ["an empty source", asking("")],
  ["headers beside it", withHeaders(signed(), { "webhook-foo": "x", "svix-id": "y", "idempotency-key": "k" })],
  ["a cookie beside it", withHeaders(signed(), { cookie: "advertisex.session_token=forged" })],
  [
    "header names in capitals",
    {
      ...signed(),
      headers: Object.fromEntries(Object.entries(signed().headers).map(([name, value]) => [name.toUpperCase(), value])),
    },
  ],
  ["an id of 256 characters", signed({ id: "m".repeat(256) })],
  ["an id with full stops", signed({ id: "shop.order.17" })],
])("takes %s", async (_, sent) => {
  const answer = await send(sent);
  expect(await answer.json()).toMatchObject({ source: "signed-shop", body: digest(sent.body) });
  expect(answer.status).toBe(200);
});

it.each<[string, Sent]>([
  ["no headers", { ...signed(), headers: {} }],
  ["no id", without(signed(), "webhook-id")],
  ["no timestamp", without(signed(), "webhook-timestamp")],
  ["no signature", without(signed(), "webhook-signature")],
  ["an empty id", emptyHeader("webhook-id")],
  ["an empty timestamp", emptyHeader("webhook-timestamp")],
  ["an empty signature", emptyHeader("webhook-signature")],
  ["the id twice", withHeaders(signed(), { "webhook-id": "msg_1, msg_1" })],
  ["an id that was signed as two", signed({ id: "msg_1, msg_1" })],
  ["the timestamp twice", withHeaders(signed(), { "webhook-timestamp": `${seconds}, ${seconds}` })],
  ["the signature twice", withSignature((good) => `${good}, ${good}`)],
  ["two signature headers, the second right", withSignature((good) => `v1,AAAA, ${good}`)],
  ["301 s old", signed({ at: seconds - 301 })],
  ["301 s ahead", signed({ at: seconds + 301 })],
  ["milliseconds", signed({ at: now })],
  ["a fraction of a second", signed({ at: `${seconds}.5` })],
  ["a sign", signed({ at: `+${seconds}` })],
  ["a leading zero", signed({ at: `0${seconds}` })],
  ["an exponent", signed({ at: `${seconds}e0` })],
  ["a hexadecimal time", signed({ at: `0x${seconds.toString(16)}` })],
  ["an ISO time", signed({ at: new Date(now).toISOString() })],
  ["another time than was signed", withHeaders(signed(), { "webhook-timestamp": String(seconds + 1) })],
  ["another id than was signed", withHeaders(signed(), { "webhook-id": "msg_2" })],
  ["the signature of another message", withSignature(() => signatureOf(signed({ id: "msg_2" })))],
  ["JSON that was written again", withBody(utf8(JSON.stringify(JSON.parse(Buffer.from(defaultBody).toString()))))],
  ["a line end less", withBody(defaultBody.slice(0, -1))],
  ["a space more", withBody(utf8(`${Buffer.from(defaultBody).toString()} `))],
  ["an empty body in place of the signed one", withBody(empty)],
  ["a byte order mark taken off", withBody(bom.slice(3), signed({ body: bom }))],
  ["a byte order mark put on", withBody(bom, signed({ body: bom.slice(3) }))],
  [
    "one bit of a binary body changed",
    withBody(
      binary.map((byte, index) => (index === 50_000 ? byte ^ 1 : byte)),
      signed({ body: binary }),
    ),
  ],
  ["a compressed body, signed as it was before", withHeaders(withBody(gzip, signed()), { "content-encoding": "gzip" })],
  ["a stranger's secret", signed({ secret: secrets.stranger })],
  ["a revoked secret", signed({ secret: secrets.shopRevoked })],
  ["an expired secret", signed({ secret: secrets.shopExpired })],
  ["another source's secret", asking("signed-shop", signed({ secret: secrets.other }))],
  ["a source without a secret", asking("signed-none")],
  ["a source that does not exist", asking("signed-nowhere")],
  ["a source that no database can hold", asking("%00")],
  ["two sources", { ...signed(), query: "?source=signed-shop&source=signed-other" }],
  ["the version alone", withSignature(() => "v1,")],
  ["no version", withSignature((good) => good.slice(3))],
  ["the asymmetric version", withSignature((good) => good.replace("v1,", "v1a,"))],
  ["another version", withSignature((good) => good.replace("v1,", "v2,"))],
  ["the version in capitals", withSignature((good) => good.replace("v1,", "V1,"))],
  ["base64 without its padding", withSignature((good) => good.replace("=", ""))],
  ["base64 with too much padding", withSignature((good) => `${good}=`)],
  ["a space within", withSignature((good) => good.replace("v1,", "v1, "))],
  ["a tab between", withSignature((good) => `v2,AAAA\t${good}`)],
  ["hexadecimal digits", withSignature((good) => `v1,${Buffer.from(good.slice(3), "base64").toString("hex")}`)],
  ["a part of the signature", withSignature((good) => good.slice(0, 30))],
  [
    "21 signatures",
    withSignature((good) => `${`${signatureOf(signed({ secret: secrets.stranger }))} `.repeat(20)}${good}`),
  ],
  ["a list of 5,000 characters", withSignature((good) => `v2,${"A".repeat(5_000)} ${good}`)],
  ["an id of 257 characters", signed({ id: "m".repeat(257) })],
  ["an id that holds a timestamp", signed({ id: `msg_1.${seconds}` })],
  ["a bad key beside a good signature", withHeaders(signed(), { authorization: "Bearer nonsense" })],
  ["a cookie alone", { ...signed(), headers: { cookie: "advertisex.session_token=forged" } }],
])("refuses %s", async (_, sent) => {
  const answer = await send(sent);
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ error: { code: "unauthorized" } });
});

it("refuses base64 for URLs, where it is another one", async () => {
  // a signature that has one of the letters that differ
  const sent = Array.from({ length: 200 }, (_, index) => signed({ id: `msg_${index}` })).find((one) =>
    /[+/]/.test(signatureOf(one)),
  );
  const urlSafe = withSignature((good) => good.replaceAll("+", "-").replaceAll("/", "_"), sent);
  expect((await send(urlSafe)).status).toBe(401);
});

it("refuses other unused bits in the last letter, which a decoder would not see", async () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const changed = withSignature((good) => `${good.slice(0, -2)}${letters[letters.indexOf(good.at(-2) ?? "") + 1]}=`);
  expect(Buffer.from(signatureOf(changed).slice(3), "base64")).toEqual(
    Buffer.from(signatureOf(signed()).slice(3), "base64"),
  );
  expect((await send(changed)).status).toBe(401);
});

it("does not let a message be cut elsewhere, so that its body becomes its timestamp", async () => {
  const sent = signed({ id: "a", at: seconds - 4_000, body: utf8(`${seconds}.[]`) });
  const cut = { "webhook-id": `a.${seconds - 4_000}`, "webhook-timestamp": String(seconds) };
  expect((await send({ ...withHeaders(sent, cut), body: utf8("[]") })).status).toBe(401);
});

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
