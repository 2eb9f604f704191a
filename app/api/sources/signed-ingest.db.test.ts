// biome-ignore-all lint/style/noRestrictedImports: this test goes through the door to the queue
import { createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseSigningSecret } from "@/lib/auth/signature/signing-secret";
import { acceptedSchema } from "@/lib/contracts/batch";
import { createdSecretSchema } from "@/lib/contracts/credentials";
import { closeConnection, getConnection } from "@/lib/stream/connection";
import { ensureTopology, ingestStream } from "@/lib/stream/topology";
import { POST as ingest } from "../ingest/[kind]/route";
import * as secretsRoute from "./[id]/secrets/route";
import { call, makeSource, World } from "./credentials.fixture";

const world = new World(process.env.DATABASE_URL);
let secret = "";
let source = "";

beforeAll(async () => {
  await ensureTopology(await getConnection(), { maxIngestBytes: 64 * 1024 ** 2 });
  await world.open();
  source = (await makeSource()).id;
  secret = createdSecretSchema.parse(await (await call(secretsRoute.POST, { id: source }, {})).json()).secret;
});
afterAll(async () => {
  await (await (await getConnection()).jetstreamManager()).streams.purge(ingestStream);
  await world.close();
  await closeConnection();
});

function post(id: string, body: Buffer, more: Record<string, string> = {}): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const mac = createHmac("sha256", parseSigningSecret(secret)).update(`${id}.${timestamp}.`).update(body);
  const headers = {
    "content-type": "application/x-ndjson",
    "content-length": String(body.length),
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${mac.digest("base64")}`,
    ...more,
  };
  const request = new Request("http://127.0.0.1/api/ingest/clicks", {
    method: "POST",
    headers,
    body: Uint8Array.from(body),
  });
  return ingest(request, { params: Promise.resolve({ kind: "clicks" }) });
}

const lines = Buffer.from(
  Array.from({ length: 1_200 }, (_, index) => `{"eventId":"s${index}","userId":"u","campaignId":"c"}\n`).join(""),
);

it("takes a signed body in as it was sent, plain and compressed", async () => {
  const plain = acceptedSchema.parse(await (await post("plain", lines)).json());
  expect(plain).toMatchObject({ records: 1_200, bytes: lines.length });
  const gzip = await post("gzip", gzipSync(lines), { "content-encoding": "gzip" });
  expect(gzip.status).toBe(202);
  expect(await gzip.json()).toMatchObject({ records: 1_200, bytes: lines.length });
});

it("takes a message that is delivered twice in once", async () => {
  const first = acceptedSchema.parse(await (await post("twice", lines)).json());
  const again = await post("twice", lines);
  expect(await again.json()).toEqual(first);
  expect((await post("twice", Buffer.from("{}\n"))).status).toBe(409);
  // that header is not signed
  expect(await (await post("twice", lines, { "idempotency-key": "replayed" })).json()).toEqual(first);
});
