import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readSignedHeaders } from "./read-signed-headers";
import { createSigningSecret, parseSigningSecret } from "./signing-secret";
import { verifySignature } from "./verify-signature";

/** The vectors of standard-webhooks/standard-webhooks, libraries at commit b2fa7b8, tests (MIT). */
const vector = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestamp: 1614265330,
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const other = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
const otherVersion = "v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

const right: Record<string, string | undefined> = {
  "webhook-id": vector.id,
  "webhook-timestamp": String(vector.timestamp),
  "webhook-signature": vector.signature,
};

/** Whether the vector's body passes with these headers. */
function passes(changed: Record<string, string | undefined>, options: { now?: number; secret?: string } = {}): boolean {
  const headers = new Headers();
  for (const [name, value] of Object.entries({ ...right, ...changed }))
    if (value !== undefined) headers.set(name, value);
  const signed = readSignedHeaders(headers, new Date((options.now ?? vector.timestamp) * 1000));
  return verifySignature(signed, [Buffer.from(vector.body)], parseSigningSecret(options.secret ?? vector.secret));
}

const unauthorized = expect.objectContaining({ code: "unauthorized", status: 401 });

describe("the vectors of Standard Webhooks", () => {
  it("gives the very signature", () => {
    const signed = { id: vector.id, timestamp: String(vector.timestamp), signatures: [vector.signature.slice(3)] };
    expect(verifySignature(signed, [Buffer.from(vector.body)], parseSigningSecret(vector.secret))).toBe(true);
  });

  it.each<[string, Record<string, string | undefined>, { now?: number; secret?: string }]>([
    ["as signed", {}, {}],
    ["a secret without whsec_", {}, { secret: vector.secret.slice("whsec_".length) }],
    ["a list", { "webhook-signature": `${other} ${otherVersion} ${vector.signature} ${other}` }, {}],
  ])("takes %s", (_, headers, options) => expect(passes(headers, options)).toBe(true));

  it.each<[string, Record<string, string | undefined>, { now?: number }]>([
    ["webhook-id missing", { "webhook-id": undefined }, {}],
    ["webhook-timestamp missing", { "webhook-timestamp": undefined }, {}],
    ["webhook-timestamp 'hello'", { "webhook-timestamp": "hello" }, {}],
    ["webhook-signature missing", { "webhook-signature": undefined }, {}],
    ["no base64", { "webhook-signature": "v1,dawfeoifkpqwoekfpqoekf" }, {}],
    ["cut to 8 characters", { "webhook-signature": vector.signature.slice(0, 8) }, {}],
    ["an empty one", { "webhook-signature": "v1," }, {}],
    ["301 s old", {}, { now: vector.timestamp + 301 }],
    ["301 s ahead", {}, { now: vector.timestamp - 301 }],
  ])("refuses %s", (_, headers, options) => expect(() => passes(headers, options)).toThrow(unauthorized));

  it("refuses one changed character", () => {
    expect(passes({ "webhook-signature": vector.signature.replace("1OE=", "1OA=") })).toBe(false);
  });

  it.each(["", "whsec_"])("refuses the empty secret %j", (secret) => {
    expect(() => parseSigningSecret(secret)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });
});

it("signs the body however it is cut", () => {
  const key = parseSigningSecret(createSigningSecret());
  const body = Buffer.from('{"a":"ü"}\n');
  const mac = createHmac("sha256", key).update("m.1.").update(body).digest("base64");
  const signed = { id: "m", timestamp: "1", signatures: [mac] };
  for (let cut = 0; cut <= body.length; cut += 1) {
    expect(verifySignature(signed, [body.subarray(0, cut), body.subarray(cut)], key)).toBe(true);
  }
  expect(verifySignature(signed, [body, Buffer.of(10)], key)).toBe(false);
  expect(verifySignature(signed, [], key)).toBe(false);
});

describe("a secret", () => {
  const base64 = (length: number) => Buffer.alloc(length, 0xfb).toString("base64");

  it("of ours has 256 random bits, and is another one each time", () => {
    expect(parseSigningSecret(createSigningSecret())).toHaveLength(32);
    expect(new Set(Array.from({ length: 100 }, createSigningSecret)).size).toBe(100);
  });

  it.each([24, 25, 32, 63, 64])("may have %d bytes", (length) => {
    expect(parseSigningSecret(`whsec_${base64(length)}`)).toEqual(parseSigningSecret(base64(length)));
  });

  it.each([
    base64(23),
    base64(65),
    base64(32).replace("=", ""),
    base64(32).replaceAll("+", "-"),
    ` ${base64(32)}`,
    `${base64(32)}\n`,
    `whsk_${base64(32)}`,
    `whsec_whsec_${base64(32)}`,
    "a password, written as it is, of 40 letters",
    // the same bytes as with a 4 in the place of the 5: unused bits are zero
    base64(32).replace(/.=$/, "5="),
  ])("is refused when it is written %j", (secret) => {
    expect(() => parseSigningSecret(secret)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });
});
