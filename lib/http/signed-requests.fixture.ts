import { createHash, createHmac } from "node:crypto";
import { vi } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { secretContext } from "@/lib/auth/find-signing-secrets";
import { seal } from "@/lib/auth/seal";
import { createSigningSecret, parseSigningSecret } from "@/lib/auth/signature/signing-secret";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { json } from "./answers";
import { handleIngest } from "./handle-ingest";

const prisma = getPrisma();

/** Half a second into a second, so that whole seconds are counted right. */
export const now = Math.floor(Date.now() / 1000) * 1000 + 500;
export const seconds = now / 1000 - 0.5;

export const secrets = {
  shop: createSigningSecret(),
  shopOld: createSigningSecret(),
  shopRevoked: createSigningSecret(),
  shopExpired: createSigningSecret(),
  other: createSigningSecret(),
  stranger: createSigningSecret(),
};
export const keys = { ingest: createApiKey("ingest"), read: createApiKey("read") };

export const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const route = handleIngest<{ kind: string }>(async ({ request, principal }) =>
  json({
    source: principal.sourceId,
    keyId: principal.keyId,
    limits: principal.limits,
    encoding: request.headers.get("content-encoding"),
    body: digest(new Uint8Array(await request.arrayBuffer())),
  }),
);

/** A request to the door. */
export interface Sent {
  body: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
  query: string;
}
export const send = ({ body, headers, query }: Sent) =>
  route(new Request(`http://127.0.0.1/api/ingest/clicks${query}`, { method: "POST", headers, body }), {
    params: Promise.resolve({ kind: "clicks" }),
  });

export const utf8 = (text: string) => Uint8Array.from(Buffer.from(text));
export const defaultBody = utf8('{"a": 1,  "b":"ü"}\n');

function mac(secret: string, id: string, timestamp: string, body: Uint8Array): string {
  const key = parseSigningSecret(secret);
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}

/** A request that is signed right, but for what is changed of it afterwards. */
export function signed(
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

export const withHeaders = (sent: Sent, headers: Record<string, string>): Sent => ({
  ...sent,
  headers: { ...sent.headers, ...headers },
});
export const without = (sent: Sent, name: string): Sent => {
  const { [name]: _, ...headers } = sent.headers;
  return { ...sent, headers };
};
export const signatureOf = (sent: Sent) => sent.headers["webhook-signature"] ?? "";
export const withSignature = (change: (signature: string) => string, sent = signed()) =>
  withHeaders(sent, { "webhook-signature": change(signatureOf(sent)) });
export const withBody = (body: Uint8Array<ArrayBuffer>, sent = signed()): Sent => ({ ...sent, body });
export const asking = (source: string, sent = signed()): Sent => ({ ...sent, query: `?source=${source}` });

async function storeSecret(id: string, source: string, secret: string, fields = {}): Promise<void> {
  const sealed = Uint8Array.from(seal(secret, secretContext(id)));
  await prisma.signingSecret.create({ data: { id, sourceId: source, name: id, sealed, ...fields } });
}

/** Three sources with their secrets and keys, at a time that stands still. */
export async function openWorld(): Promise<void> {
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
}

export async function closeWorld(): Promise<void> {
  vi.useRealTimers();
  await prisma.apiKey.deleteMany({ where: { name: { startsWith: "signed " } } });
  await prisma.source.deleteMany({ where: { id: { startsWith: "signed-" } } });
  await closePrisma();
}
