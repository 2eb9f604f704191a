import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  asking,
  closeWorld,
  defaultBody,
  digest,
  now,
  openWorld,
  type Sent,
  seconds,
  secrets,
  send,
  signatureOf,
  signed,
  utf8,
  withBody,
  withHeaders,
  without,
  withSignature,
} from "./signed-requests.fixture";

beforeAll(openWorld);
afterAll(closeWorld);

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
  ["an id of 255 characters", signed({ id: "m".repeat(255) })],
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
  ["an id of 256 characters", signed({ id: "m".repeat(256) })],
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
